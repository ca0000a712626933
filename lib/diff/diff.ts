import { lockPath } from "../render/layout.ts";
import type { LockEntry } from "../resolve/lock.ts";
import type { Tree } from "../render/tree.ts";
import type { Action, ObjectChange } from "./change.ts";
import { diffFields } from "./fields.ts";
import { diffLocks, type LockChange } from "./locks.ts";
import { readObject, type TreeObject } from "./object.ts";
import { pairChanges, sameIdentity } from "./pairs.ts";
import { foldHashes } from "./fold-hashes.ts";
import { foldReleases, type ReleaseChange } from "./releases.ts";
import type { Risk } from "./risks/risk.ts";
import { risksOf } from "./risks/risks-of.ts";
import { settingsFor, settingsOf } from "./risks/settings.ts";

export interface TreeDiff {
  /** The risks of all differences, also of those in releases. */
  readonly risks: readonly Risk[];
  /** New images: one entry for each service and pair of versions. */
  readonly releases: readonly ReleaseChange[];
  /** All other changes: removals first, stateful objects before others. */
  readonly changes: readonly ObjectChange[];
  /** Lock entries that differ without a new image, such as by their release id. */
  readonly locks: readonly LockChange[];
}

/**
 * Compares two trees. The maps may leave out files that are equal in both.
 * @param context files of the new tree that `settingsOf` reads, also equal ones. @default those in `after`
 */
export function diffTrees(before: Tree, after: Tree, context: Tree = after): TreeDiff {
  const removed: TreeObject[] = [];
  const created: TreeObject[] = [];
  const changes: ObjectChange[] = [];
  const locks: LockChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const left = before.get(path);
    const right = after.get(path);
    if (left === right) continue;
    const oldObject = left === undefined ? undefined : readObject(path, left);
    const newObject = right === undefined ? undefined : readObject(path, right);
    if (path === lockPath(path.split("/")[0] ?? "")) {
      const found = diffLocks(path, left ?? "", right ?? "");
      locks.push(...found);
      // Equal entries in another form: a person edited the file.
      if (found.length === 0 && newObject !== undefined)
        changes.push({ action: "changed", object: newObject, from: oldObject, fields: [] });
    } else if (oldObject !== undefined && newObject !== undefined && sameIdentity(oldObject, newObject)) {
      changes.push({ action: "changed", object: newObject, from: oldObject, fields: diffFields(oldObject.value, newObject.value) });
    } else {
      if (oldObject !== undefined) removed.push(oldObject);
      if (newObject !== undefined) created.push(newObject);
    }
  }
  changes.push(...pairChanges(removed, created));
  const settings = settingsOf(context);
  const risks = [
    ...changes.flatMap((change) => risksOf(change, settingsFor(settings, change.object))),
    ...locks.flatMap((change) => risksOf(change)),
  ];
  const { releases, rest, restLocks } = foldReleases(changes, locks);
  return { risks, releases, changes: foldHashes(rest).sort(byUrgency), locks: restLocks.filter((lock) => !followsObjects(lock, rest)) };
}

/**
 * True if a lock entry adds no information to the objects of its service. It comes or goes with them, or has only another hash of their
 * configuration.
 */
const followsObjects = ({ stack, service, before, after }: LockChange, changes: readonly ObjectChange[]): boolean =>
  changes.some(({ action, object, from }) => {
    if (object.stack !== stack) return false;
    if (before !== undefined && after !== undefined) return object.service === service && withoutConfig(before) === withoutConfig(after);
    if (action === "moved") return object.service !== from?.service && service === (before === undefined ? object.service : from?.service);
    return object.service === service && action === (before === undefined ? "created" : "removed");
  });

/** Formats an entry without the hash of its configuration, and without the number that counts on with it. */
const withoutConfig = ({ config: _config, seq: _seq, ...entry }: LockEntry): string => JSON.stringify(entry);

/** The order of a report, most urgent first. */
const ORDER: Readonly<Record<Action, number>> = { removed: 0, moved: 1, changed: 2, created: 3 };

const byUrgency = (a: ObjectChange, b: ObjectChange): number =>
  ORDER[a.action] - ORDER[b.action] ||
  Number(b.object.stateful) - Number(a.object.stateful) ||
  (a.object.path < b.object.path ? -1 : a.object.path > b.object.path ? 1 : 0);

export const isEmptyDiff = ({ releases, changes, locks }: TreeDiff): boolean => releases.length + changes.length + locks.length === 0;
