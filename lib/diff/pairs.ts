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
  for (const object of created) {
    const same = [...left].find((was) => was.kind !== "File" && sameIdentity(was, object));
    if (same !== undefined) pair("moved", same, object);
  }
  for (const [before, after] of renamedServices([...left], [...right])) pair("moved", before, after);
  for (const object of right) {
    const alike = [...left].find((was) => sameConfig(was, object) || sameContent(was, object));
    if (alike !== undefined) pair(sameContent(alike, object) ? "moved" : "changed", alike, object);
  }
  return [
    ...changes,
    ...[...left].map((object): ObjectChange => ({ action: "removed", object, from: undefined, fields: [] })),
    ...[...right].map((object): ObjectChange => ({ action: "created", object, from: undefined, fields: [] })),
  ];
}

export const sameIdentity = (a: TreeObject, b: TreeObject): boolean =>
  a.stack === b.stack && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;

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

/** Pairs the objects of renamed services: all of them, except stateful ones, differ only in the name. */
function renamedServices(removed: readonly TreeObject[], created: readonly TreeObject[]): readonly (readonly [TreeObject, TreeObject])[] {
  const candidates = [...byService(created).values()];
  return [...byService(removed).values()].flatMap((before) => {
    for (const [index, after] of candidates.entries()) {
      if (before.length !== after.length || before[0]?.stack !== after[0]?.stack) continue;
      const pairs = pairUp(before, after);
      if (pairs.length < before.length) continue;
      candidates.splice(index, 1);
      return pairs;
    }
    return [];
  });
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
