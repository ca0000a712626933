import { isRecord } from "../base/values.ts";
import { ruleIdentity } from "./rule-identity.ts";

/** One value that differs between two versions of an object. A side without the value is undefined. */
export interface FieldChange {
  /** `spec.template.spec.containers[cartservice].image` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Lists every leaf that differs. List items with names are matched by name, so that an insertion is one change. */
export function diffFields(before: unknown, after: unknown, path = ""): readonly FieldChange[] {
  // Most parts of two versions are equal, and need no paths.
  if (isEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => diffFields(own(before, key), own(after, key), path === "" ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}

function diffLists(before: readonly unknown[], after: readonly unknown[], path: string): readonly FieldChange[] {
  const left = keyed(before);
  const right = keyed(after);
  if (left === undefined || right === undefined) {
    const rules = pairedRules(before, after);
    if (rules !== undefined) return rules.flatMap(([name, was, is]) => diffFields(was, is, `${path}[${name}]`));
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => diffFields(before[index], after[index], `${path}[${index}]`)).flat();
  }
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const changes = names.flatMap((name) => diffFields(left.get(name), right.get(name), `${path}[${name}]`));
  // Common items may have another order, and init containers start in order.
  const order = (side: ReadonlyMap<string, unknown>): string =>
    [...side.keys()].filter((name) => left.has(name) && right.has(name)).join(", ");
  return changes.length > 0 || order(left) === order(right)
    ? changes
    : [...changes, { path: `${path} order`, before: order(left), after: order(right) }];
}

/**
 * Pairs the rules of a NetworkPolicy by what they are about, so that an insertion is one change. Their order has no meaning.
 * Pairs the others by place if they are equally many: their ports or peers changed. Returns undefined for other lists.
 */
function pairedRules(
  before: readonly unknown[],
  after: readonly unknown[],
): readonly (readonly [name: string, was: unknown, is: unknown])[] | undefined {
  const [left, right] = [byIdentity(before), byIdentity(after)];
  if (left === undefined || right === undefined) return undefined;
  const common = [...left].flatMap(([name, was]) => (right.has(name) ? [[name, was, right.get(name)] as const] : []));
  const gone = [...left].filter(([name]) => !right.has(name));
  const added = [...right].filter(([name]) => !left.has(name));
  if (gone.length === added.length) return [...common, ...added.map(([name, is], index) => [name, gone[index]?.[1], is] as const)];
  return [
    ...common,
    ...gone.map(([name, was]) => [name, was, undefined] as const),
    ...added.map(([name, is]) => [name, undefined, is] as const),
  ];
}

/** Returns the rules by what they are about; undefined if two are about the same, or one is no rule. */
function byIdentity(items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const rules = new Map<string, unknown>();
  for (const item of items) {
    const identity = ruleIdentity(item);
    if (identity === undefined || rules.has(identity)) return undefined;
    rules.set(identity, item);
  }
  return rules;
}

/** Returns the items by name; undefined if two share a name or one has none. */
function keyed(items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const byName = new Map<string, unknown>();
  for (const item of items) {
    const name = isRecord(item) ? own(item, "name") : undefined;
    if (typeof name !== "string" || byName.has(name)) return undefined;
    byName.set(name, item);
  }
  return byName;
}

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);
