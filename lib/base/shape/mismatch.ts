import { type core, safeParse } from "zod/mini";
import { nearest, suggestion } from "../suggestion.ts";
import { isPlainObject, valueAt } from "../values.ts";
import { describeIssue, hintOf } from "./describe-issue.ts";
import { unreadablePlace } from "./unreadable-place.ts";
import { fieldsAt, formsOf, hasFields, kindsAt, schemaAt } from "./known-fields.ts";

/** One place where a value does not match its schema. */
export interface Mismatch {
  readonly kind: "missing" | "unknown field" | "wrong" | "unreadable";
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The value to write, if it only has the wrong type. */
  readonly hint?: string;
  /** The known field that a misspelt field most likely means. */
  readonly meant?: readonly PropertyKey[];
}

/** Lists every mismatch, or the first field that cannot be read. A missing field is left out if a misspelt field means it. */
export function mismatchesOf(schema: core.$ZodType, value: unknown): readonly Mismatch[] {
  let odd: readonly OddPlace[] = NONE;
  try {
    odd = oddPlacesIn(value);
  } catch (error) {
    const place = unreadablePlace(value);
    if (place === undefined) throw error;
    return [{ kind: "unreadable", ...place }];
  }
  const found = parsed(schema, value);
  if (odd.length === 0) return found;
  return [
    ...found,
    ...odd.flatMap(({ kind, path }) => (kind === "prototype" ? within(schema, value, path) : instanceOf(schema, value, path))),
  ];
}

/** Lists the mismatches that the schema itself finds. */
function parsed(schema: core.$ZodType, value: unknown): readonly Mismatch[] {
  const result = safeParse(schema, value);
  if (result.success) return [];
  const issues = withoutRepeats(result.error.issues.flatMap(innermost));
  // A value of the wrong type has no size.
  const mistyped = new Set(issues.flatMap(({ code, path }) => (code === "invalid_type" ? [keyOf(path)] : [])));
  const found = issues
    .filter(({ code, path }) => !SIZES.has(code) || !mistyped.has(keyOf(path)))
    .flatMap((issue) => toMismatches(schema, value, issue));
  const meant = new Set(found.flatMap((mismatch) => (mismatch.meant === undefined ? [] : [keyOf(mismatch.meant)])));
  return found.filter(({ kind, path }) => kind !== "missing" || !meant.has(keyOf(path)));
}

/** Keeps the last issue of each size. A number above all safe integers is above the maximum of its field, too. */
function withoutRepeats(issues: readonly core.$ZodIssue[]): readonly core.$ZodIssue[] {
  const sizeOf = ({ code, path }: core.$ZodIssue): string | undefined => (SIZES.has(code) ? `${code} ${keyOf(path)}` : undefined);
  const last = new Map(issues.map((issue) => [sizeOf(issue), issue]));
  return issues.filter((issue) => sizeOf(issue) === undefined || last.get(sizeOf(issue)) === issue);
}

/** Lists the mismatches of a field called `__proto__`. The schema of a record skips it. */
function within(schema: core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly Mismatch[] {
  const inner = schemaAt(schema, value, path);
  const found = inner === undefined ? [] : parsed(inner, valueAt(value, path));
  return found.map(({ meant, ...mismatch }) => ({
    ...mismatch,
    path: [...path, ...mismatch.path],
    ...(meant === undefined ? {} : { meant: [...path, ...meant] }),
  }));
}

/**
 * Returns the mismatch of a date, a map or another instance of a class in the place of fields. A schema of an object takes it, because its
 * own fields are not those of the schema.
 */
function instanceOf(schema: core.$ZodType, value: unknown, path: readonly string[]): readonly Mismatch[] {
  const inner = schemaAt(schema, value, path);
  const instance = valueAt(value, path);
  const takers = inner === undefined ? [] : formsOf(inner).filter((form) => parsed(form, instance).length === 0);
  if (takers.length === 0 || !takers.every(hasFields)) return [];
  const name = Object(instance).constructor?.name;
  const what = typeof name === "string" && name !== "" ? `an instance of ${name}` : "an instance of a class";
  return [{ kind: "wrong", path, message: `must be an object, got ${what}` }];
}

/** A part of a value that schemas do not see. */
interface OddPlace {
  /** A field called `__proto__`, or an instance of a class. */
  readonly kind: "prototype" | "instance";
  readonly path: readonly string[];
}

/** Lists the odd places in plain data. */
function oddPlacesIn(value: unknown, around: readonly unknown[] = []): readonly OddPlace[] {
  if (typeof value !== "object" || value === null || around.includes(value)) return NONE;
  if (!isPlainObject(value) && !Array.isArray(value)) return [{ kind: "instance", path: [] }];
  let found = NONE;
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__") found = [...found, { kind: "prototype", path: [key] }];
    if (typeof item !== "object") continue;
    const inside = oddPlacesIn(item, [...around, value]);
    if (inside.length > 0) found = [...found, ...inside.map(({ kind, path }) => ({ kind, path: [key, ...path] }))];
  }
  return found;
}

const NONE: readonly OddPlace[] = [];

/** Returns the issues of the form that the value has, if the parts or the size are wrong. Otherwise returns the issue. */
function innermost(issue: core.$ZodIssue): readonly core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branch = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path, code }) => path.length > 0 || SIZES.has(code)));
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }));
}

function toMismatches(schema: core.$ZodType, value: unknown, issue: core.$ZodIssue): readonly Mismatch[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(schema, value, path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const meant = near === undefined ? {} : { meant: [...path, near] };
      return { kind: "unknown field", path: [...path, key], message: `unknown field${suggestion(key, known)}`, ...meant };
    });
  }
  const at = valueAt(value, path);
  const message = describeIssue(issue, at, () => kindsAt(schema, value, path));
  const hint = hintOf(issue, at);
  return [{ kind: at === undefined ? "missing" : "wrong", path, message, ...(hint === undefined ? {} : { hint }) }];
}

/** The codes of a wrong size. */
const SIZES: ReadonlySet<string> = new Set(["too_big", "too_small"]);

const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));
