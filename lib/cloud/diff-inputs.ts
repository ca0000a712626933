import { isRecord } from "../base/values.ts";
import type { CloudKind, Properties } from "./kinds/kind.ts";

/** The difference of the inputs of one resource. Paths are sorted. */
export interface InputDiff {
  /** The paths that differ: `memorySizeGb`, `rrdatas.0`. */
  readonly changed: readonly string[];
  /** The changed paths that replace the resource. */
  readonly replaces: readonly string[];
}

/** True if a value is known only after a run. */
export type IsUnknown = (value: unknown) => boolean;

/**
 * Compares the recorded inputs of a resource with its next ones, as its provider does.
 * The local cloud and the preview both call it, so they agree. An unknown value counts as a change.
 */
export function diffInputs(kind: CloudKind, old: Properties, next: Properties, isUnknown: IsUnknown): InputDiff {
  const ignored = [...kind.writeOnly, ...(kind.ignoresIf?.(old, next) ?? [])];
  const changed = changedPaths(old, next, isUnknown).filter(({ path }) => !ignored.some((each) => covers(each, path)));
  if (changed.length === 0) return { changed: [], replaces: [] };
  const fixed = [...kind.replaces, ...(kind.replacesIf?.(old, next) ?? [])];
  const replaces = changed.filter((change) =>
    fixed.some((path) => covers(path, change.path) || (change.unknown && covers(change.path, path))),
  );
  return { changed: pathsOf(changed), replaces: pathsOf(replaces) };
}

interface ChangedPath {
  readonly path: string;
  readonly unknown: boolean;
}

const pathsOf = (changes: readonly ChangedPath[]): readonly string[] => changes.map(({ path }) => path).sort();

/** True if `path` is `outer` or lies in it. */
const covers = (outer: string, path: string): boolean => path === outer || path.startsWith(`${outer}.`);

function changedPaths(old: unknown, next: unknown, isUnknown: IsUnknown, path = ""): readonly ChangedPath[] {
  if (isUnknown(next)) return [{ path, unknown: true }];
  if (isAbsent(old) && isAbsent(next)) return [];
  const [from, to] = [membersOf(old, next), membersOf(next, old)];
  if (from === undefined || to === undefined) return old === next ? [] : [{ path, unknown: false }];
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => changedPaths(from[key], to[key], isUnknown, path === "" ? key : `${path}.${key}`));
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Returns the members of an object or list that can be compared one by one. An absent object counts as an empty one. */
function membersOf(value: unknown, other: unknown): Properties | undefined {
  if (Array.isArray(value)) return Array.isArray(other) && value.length === other.length ? Object.fromEntries(value.entries()) : undefined;
  if (isAbsent(value)) return isRecord(other) && Object.keys(other).length > 0 ? {} : undefined;
  return isRecord(value) && (isRecord(other) || (isAbsent(other) && Object.keys(value).length > 0)) ? value : undefined;
}
