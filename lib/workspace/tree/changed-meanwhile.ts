import { join } from "node:path";
import { type FileIdentity, identityAt, isSame, type Snapshot } from "./file-identity.ts";
import { type Listing, visitFiles } from "./plan-tree.ts";
import { isDirectory } from "./swap-directory.ts";

/** A part of the generated root that another one replaces. */
export interface Replaced {
  /** The path of the part below the generated root: a directory, a file, or nothing for the whole root. */
  readonly part: string;
  /** The place of the replaced part now. */
  readonly old: string;
  /** The place of the part that replaces it. @default nothing replaces it */
  readonly new?: string | undefined;
}

/** A look at the generated root before the change. */
export interface Look {
  readonly listing: Listing;
  /** The files that were compared with the tree, those that go, and those that were copied. */
  readonly seen: Snapshot;
}

/**
 * Lists the files that another process changed in a replaced part since the look. Other files of both parts are links to one file, so a
 * change of its content is in both.
 */
export function changedMeanwhile({ listing, seen }: Look, { part, old, new: next }: Replaced): readonly string[] {
  const isInside = (path: string): boolean => part === "" || path === part || path.startsWith(`${part}/`);
  const below = (path: string): string => path.slice(part === "" ? 0 : part.length + 1);
  const found = new Map(filesAt(old, part).map((path) => [path, identityAt(join(old, below(path)))] as const));
  const isLinked = (path: string, now: FileIdentity | undefined): boolean =>
    next !== undefined && now !== undefined && identityAt(join(next, below(path)))?.ino === now.ino;
  const changed = [...found].filter(([path, now]) => (seen.has(path) ? !isSame(seen.get(path), now) : !isLinked(path, now)));
  const gone = [...listing.keys()].filter((path) => isInside(path) && !found.has(path));
  return [...changed.map(([path]) => path), ...gone].toSorted();
}

/** Lists the files of a part at its present place, by their paths below the generated root. */
function filesAt(place: string, part: string): readonly string[] {
  if (!isDirectory(place)) return [part];
  const files: string[] = [];
  visitFiles(place, "", (path) => files.push(part === "" ? path : `${part}/${path}`));
  return files;
}
