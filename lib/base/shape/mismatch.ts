import type { core, ZodMiniType } from "zod/mini";
import { nearest, suggestion } from "../suggestion.ts";
import { valueAt } from "../values.ts";
import { describeIssue, hintOf } from "./describe-issue.ts";
import { fieldsAt, kindsAt } from "./known-fields.ts";

/** One place where a value does not match its schema. */
export interface Mismatch {
  readonly kind: "missing" | "unknown field" | "wrong";
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The value to write, if it only has the wrong type. */
  readonly hint?: string;
  /** The known field that a misspelt field most likely means. */
  readonly meant?: readonly PropertyKey[];
}

/** Lists every mismatch. A missing field is left out if a misspelt field means it. */
export function mismatchesOf(schema: ZodMiniType, value: unknown): readonly Mismatch[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const found = result.error.issues.flatMap(innermost).flatMap((issue) => toMismatches(schema, value, issue));
  const meant = new Set(found.flatMap((mismatch) => (mismatch.meant === undefined ? [] : [keyOf(mismatch.meant)])));
  return found.filter(({ kind, path }) => kind !== "missing" || !meant.has(keyOf(path)));
}

/** Returns the issues of the form that the value has, if the parts or the size are wrong. Otherwise returns the issue. */
function innermost(issue: core.$ZodIssue): readonly core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branch = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path, code }) => path.length > 0 || SIZES.has(code)));
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }));
}

function toMismatches(schema: ZodMiniType, value: unknown, issue: core.$ZodIssue): readonly Mismatch[] {
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

/** The codes of a value that has the right type. */
const SIZES: ReadonlySet<string> = new Set(["too_big", "too_small"]);

const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));
