import { lstatSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { filesIn, type TreePlan } from "./plan-tree.ts";
import { ifThere } from "../../system/read-if-exists.ts";

/** What tells a file from another one that has come to its place, without reading either. */
interface Mark {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** What stood below the generated root when a run looked at it. */
export type Seen = ReadonlyMap<string, Mark>;

/** Looks at files and whole directories below the generated root. What is not there, or goes meanwhile, is not seen. */
export function lookAt(root: string, places: readonly string[]): Seen {
  const seen = new Map<string, Mark>();
  const see = (path: string): void => {
    const mark = markOf(root, path);
    if (mark !== undefined) seen.set(path, mark);
  };
  for (const place of places) {
    const path = join(root, place);
    // The name of a stack or service that somebody typed.
    if (relative(root, path).startsWith("..")) continue;
    const stat = ifThere(() => lstatSync(path));
    if (stat?.isDirectory() === true) filesIn(root, place, see);
    else if (stat !== undefined) see(place);
  }
  return seen;
}

/** Refuses to write over what others have changed since. @throws UserError REFUSED with every such file */
export function refuseChanged(seen: Seen, root: string, { created, changed, removed }: TreePlan): void {
  const touched = [...created.filter((path) => seen.has(path)), ...changed, ...removed];
  const files = touched.filter((path) => !isSame(seen.get(path), markOf(root, path))).sort();
  if (files.length === 0) return;
  throw new UserError("REFUSED", `${files.length === 1 ? "1 file" : `${files.length} files`} changed while this ran, nothing was written`, {
    hint: "run it again; git diff pulumi-gen shows what another run or somebody has written",
    problems: files.map((path) => ({ file: `${GENERATED_ROOT}/${path}`, path: "", message: "changed while this ran" })),
  });
}

const markOf = (root: string, path: string): Mark | undefined =>
  ifThere(() => {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    return stat && { ino: stat.ino, size: stat.size, mtimeMs: stat.mtimeMs };
  });

const isSame = (one: Mark | undefined, other: Mark | undefined): boolean =>
  one?.ino === other?.ino && one?.size === other?.size && one?.mtimeMs === other?.mtimeMs;
