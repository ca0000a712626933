import { escapeRegExp } from "../base/text.ts";
import type { ObjectChange } from "./change.ts";
import { diffFields } from "./fields.ts";
import { isRecord } from "../base/values.ts";
import { withoutHash } from "../compile/short-hash.ts";
import type { TreeObject } from "./object.ts";

/** Pairs a removal and a creation of one object, which moved to another file or got a new name. */
export function pairChanges(removed: readonly TreeObject[], created: readonly TreeObject[]): readonly ObjectChange[] {
  const left = new Set(removed);
  const right = new Set(created);
  const changes: ObjectChange[] = [];
  const pair = (action: "moved" | "changed", from: TreeObject, object: TreeObject): void => {
    left.delete(from);
    right.delete(object);
    changes.push({ action, object, from, fields: diffFields(from.value, object.value) });
  };
  const known = Map.groupBy(removed, identityOf);
  for (const object of created) {
    const same = known.get(identityOf(object))?.find((was) => left.has(was) && was.kind !== "File");
    if (same !== undefined) pair("moved", same, object);
  }
  for (const [before, after] of renamedServices([...left], [...right])) pair("moved", before, after);
  const ofKind = Map.groupBy(left, kindOf);
  for (const object of right) {
    const alike = ofKind.get(kindOf(object))?.find((was) => left.has(was) && (sameConfig(was, object) || sameContent(was, object)));
    if (alike !== undefined) pair(sameContent(alike, object) ? "moved" : "changed", alike, object);
  }
  return [
    ...changes,
    ...[...left].map((object): ObjectChange => ({ action: "removed", object, from: undefined, fields: [] })),
    ...[...right].map((object): ObjectChange => ({ action: "created", object, from: undefined, fields: [] })),
  ];
}

export const sameIdentity = (a: TreeObject, b: TreeObject): boolean => identityOf(a) === identityOf(b);

const identityOf = ({ stack, kind, namespace, name }: TreeObject): string => JSON.stringify([stack, kind, namespace, name]);

const kindOf = ({ stack, kind }: TreeObject): string => JSON.stringify([stack, kind]);

/** True if two objects are versions of one ConfigMap. Its name ends with the hash of its data. */
const sameConfig = (a: TreeObject, b: TreeObject): boolean =>
  a.kind === "ConfigMap" &&
  b.kind === "ConfigMap" &&
  a.stack === b.stack &&
  a.namespace === b.namespace &&
  withoutHash(a.name) === withoutHash(b.name);

/** True if two objects are one object of a service under two names. A stateful object never moves: its data stays behind. */
const sameContent = (a: TreeObject, b: TreeObject): boolean =>
  a.service !== undefined && a.service === b.service && a.stack === b.stack && a.kind === b.kind && !a.stateful && equalButForNames(a, b);

/** Comparisons of services that a person can wait for. */
const MAX_COMPARISONS = 10_000;

/**
 * Pairs the objects of renamed services: all of them, except stateful ones, differ only in the name. Of many services, it finds those
 * whose objects have no equal names in other places.
 */
function renamedServices(removed: readonly TreeObject[], created: readonly TreeObject[]): readonly (readonly [TreeObject, TreeObject])[] {
  const [before, after] = [[...byService(removed).values()], [...byService(created).values()]];
  const isLarge = before.length * after.length > MAX_COMPARISONS;
  const keyOf = (objects: readonly TreeObject[]): string => (isLarge ? objects.map(withoutOwnNames).sort().join("\n") : "");
  const candidates = Map.groupBy(after, keyOf);
  return before.flatMap((objects) => {
    const alike = candidates.get(keyOf(objects)) ?? [];
    for (const [index, other] of alike.entries()) {
      if (objects.length !== other.length || objects[0]?.stack !== other[0]?.stack) continue;
      const pairs = pairUp(objects, other);
      if (pairs.length < objects.length) continue;
      alike.splice(index, 1);
      return pairs;
    }
    return [];
  });
}

/** Formats an object without the names of itself and of its service. */
function withoutOwnNames(object: TreeObject): string {
  const names = namesIn(object);
  const text = JSON.stringify(object.value, (_key, value: unknown) => (typeof value === "string" ? withoutNames(value, names) : value));
  return `${object.stack} ${text}`;
}

function pairUp(before: readonly TreeObject[], after: readonly TreeObject[]): readonly (readonly [TreeObject, TreeObject])[] {
  const rest = new Set(after);
  return before.flatMap((was) => {
    const is = [...rest].find((object) => equalButForNames(was, object));
    if (is === undefined) return [];
    rest.delete(is);
    return [[was, is] as const];
  });
}

function byService(objects: readonly TreeObject[]): ReadonlyMap<string, readonly TreeObject[]> {
  const services = new Map<string, TreeObject[]>();
  for (const object of objects) {
    if (object.service === undefined || object.stateful) continue;
    const key = `${object.stack}/${object.service}`;
    const known = services.get(key);
    if (known === undefined) services.set(key, [object]);
    else known.push(object);
  }
  return services;
}

/** True if two objects are equal after the names of the objects and their services are left out. */
function equalButForNames(a: TreeObject, b: TreeObject): boolean {
  const [left, right] = [namesIn(a), namesIn(b)];
  const equal = (x: unknown, y: unknown): boolean => {
    if (typeof x === "string" && typeof y === "string") return x === y || withoutNames(x, left) === withoutNames(y, right);
    if (Array.isArray(x) && Array.isArray(y)) return x.length === y.length && x.every((item, index) => equal(item, y[index]));
    if (!isRecord(x) || !isRecord(y)) return x === y;
    const keys = Object.keys(x);
    return keys.length === Object.keys(y).length && keys.every((key) => Object.hasOwn(y, key) && equal(x[key], y[key]));
  };
  return a.kind === b.kind && equal(a.value, b.value);
}

/** Returns an expression for an object's names as whole words, the longest first. */
function namesIn({ name, service = name }: TreeObject): RegExp {
  const words = [...new Set([name, withoutHash(name), service])].sort((x, y) => y.length - x.length);
  return new RegExp(`(?<![A-Za-z0-9])(?:${words.map(escapeRegExp).join("|")})(?![A-Za-z0-9])`, "g");
}

const withoutNames = (text: string, names: RegExp): string => text.replace(names, "\0").replace(/-[0-9a-f]{8}(?![A-Za-z0-9])/g, "");
