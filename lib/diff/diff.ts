import { lockPath } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import type { Action, ObjectChange } from "./change.ts";
import { diffFields } from "./fields.ts";
import { diffLocks, type LockChange } from "./locks.ts";
import { readObject, type TreeObject } from "./object.ts";
import { foldReleases, type ReleaseChange } from "./releases.ts";

export interface TreeDiff {
  /** Changes that a new image explains, a line for each service and pair of versions. */
  readonly releases: readonly ReleaseChange[];
  /** Everything else: removals first, stateful ones before others. */
  readonly changes: readonly ObjectChange[];
  /** Lines of locks that differ without a new image: a line for a service that comes or goes, a release id. */
  readonly locks: readonly LockChange[];
}

/** Files that differ between two trees. Only these need to be in the maps: equal ones may be left out of both. */
export function diffTrees(before: Tree, after: Tree): TreeDiff {
  const gone: TreeObject[] = [];
  const come: TreeObject[] = [];
  const changes: ObjectChange[] = [];
  const locks: LockChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const left = before.get(path);
    const right = after.get(path);
    if (left === right) continue;
    if (path === lockPath(path.split("/")[0] ?? "")) {
      locks.push(...diffLocks(path, left ?? "", right ?? ""));
      continue;
    }
    const was = left === undefined ? undefined : readObject(path, left);
    const is = right === undefined ? undefined : readObject(path, right);
    if (was !== undefined && is !== undefined && sameIdentity(was, is)) changes.push(changed("changed", was, is));
    else {
      if (was !== undefined) gone.push(was);
      if (is !== undefined) come.push(is);
    }
  }
  changes.push(...pair(gone, come));
  const { releases, rest, otherLocks } = foldReleases(changes, locks);
  return { releases, changes: rest.sort(byUrgency), locks: otherLocks.filter((lock) => !comesOrGoes(lock, rest)) };
}

/** A line of a lock that comes or goes with the service's objects says nothing new. */
const comesOrGoes = ({ stack, service, before, after }: LockChange, changes: readonly ObjectChange[]): boolean =>
  (before === undefined || after === undefined) &&
  changes.some(
    ({ action, object }) =>
      object.stack === stack && object.service === service && action === (before === undefined ? "created" : "removed"),
  );

const sameIdentity = (a: TreeObject, b: TreeObject): boolean =>
  a.stack === b.stack && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;

const changed = (action: "moved" | "changed", from: TreeObject, object: TreeObject): ObjectChange => ({
  action,
  object,
  from,
  fields: diffFields(from.value, object.value),
});

/** A ConfigMap's name without the hash of its data. */
const stem = (name: string): string => name.replace(/-[0-9a-f]{8}$/, "");

/** Finds what only looks like a removal and a creation: the same object elsewhere, a new hash, a new name. */
function pair(gone: readonly TreeObject[], come: readonly TreeObject[]): readonly ObjectChange[] {
  const left = new Set(gone);
  const paired: ObjectChange[] = [];
  for (const object of come) {
    const alike = [...left].filter(({ stack, kind }) => stack === object.stack && kind === object.kind && kind !== "File");
    const moved = alike.find((was) => sameIdentity(was, object) || sameContent(was, object));
    const rehashed =
      moved ??
      alike.find((was) => object.kind === "ConfigMap" && was.namespace === object.namespace && stem(was.name) === stem(object.name));
    if (rehashed === undefined) paired.push({ action: "created", object, from: undefined, fields: [] });
    else {
      left.delete(rehashed);
      paired.push(changed(moved === undefined ? "changed" : "moved", rehashed, object));
    }
  }
  return [...paired, ...[...left].map((object): ObjectChange => ({ action: "removed", object, from: undefined, fields: [] }))];
}

/** Equal but for the names that the objects, or their services, go by. */
function sameContent(a: TreeObject, b: TreeObject): boolean {
  const neutral = ({ text, name, service }: TreeObject): string => text.replaceAll(service ?? name, "\0").replaceAll(name, "\0");
  return neutral(a) === neutral(b);
}

const ORDER: Readonly<Record<Action, number>> = { removed: 0, moved: 1, changed: 2, created: 3 };

const byUrgency = (a: ObjectChange, b: ObjectChange): number =>
  ORDER[a.action] - ORDER[b.action] ||
  Number(b.object.stateful) - Number(a.object.stateful) ||
  (a.object.path < b.object.path ? -1 : a.object.path > b.object.path ? 1 : 0);

export const isEmptyDiff = ({ releases, changes, locks }: TreeDiff): boolean => releases.length + changes.length + locks.length === 0;
