import { lockPath } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import type { Action, ObjectChange } from "./change.ts";
import { diffFields } from "./fields.ts";
import { diffLocks, type LockChange } from "./locks.ts";
import { readObject, type TreeObject } from "./object.ts";
import { pairChanges, sameIdentity } from "./pairs.ts";
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
    const was = left === undefined ? undefined : readObject(path, left);
    const is = right === undefined ? undefined : readObject(path, right);
    if (path === lockPath(path.split("/")[0] ?? "")) {
      const found = diffLocks(path, left ?? "", right ?? "");
      locks.push(...found);
      // The same versions in another form: an edit by hand.
      if (found.length === 0 && is !== undefined) changes.push({ action: "changed", object: is, from: was, fields: [] });
    } else if (was !== undefined && is !== undefined && sameIdentity(was, is)) {
      changes.push({ action: "changed", object: is, from: was, fields: diffFields(was.value, is.value) });
    } else {
      if (was !== undefined) gone.push(was);
      if (is !== undefined) come.push(is);
    }
  }
  changes.push(...pairChanges(gone, come));
  const { releases, rest, otherLocks } = foldReleases(changes, locks);
  return { releases, changes: rest.sort(byUrgency), locks: otherLocks.filter((lock) => !comesOrGoes(lock, rest)) };
}

/** A line of a lock that comes or goes with the service's objects says nothing new. */
const comesOrGoes = ({ stack, service, before, after }: LockChange, changes: readonly ObjectChange[]): boolean =>
  (before === undefined || after === undefined) &&
  changes.some(({ action, object, from }) => {
    if (object.stack !== stack) return false;
    if (action === "moved") return object.service !== from?.service && service === (before === undefined ? object.service : from?.service);
    return object.service === service && action === (before === undefined ? "created" : "removed");
  });

const ORDER: Readonly<Record<Action, number>> = { removed: 0, moved: 1, changed: 2, created: 3 };

const byUrgency = (a: ObjectChange, b: ObjectChange): number =>
  ORDER[a.action] - ORDER[b.action] ||
  Number(b.object.stateful) - Number(a.object.stateful) ||
  (a.object.path < b.object.path ? -1 : a.object.path > b.object.path ? 1 : 0);

export const isEmptyDiff = ({ releases, changes, locks }: TreeDiff): boolean => releases.length + changes.length + locks.length === 0;
