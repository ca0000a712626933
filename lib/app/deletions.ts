import { type DeletionPlan, planDeletions } from "../diff/deletions.ts";
import { readObject } from "../diff/object.ts";
import type { Tree } from "../render/tree.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";

/** The part of a result that has the deletions that `publish` refuses. */
export interface WithDeletions {
  /** Absent if a run deletes nothing that a person must allow. */
  readonly deletions?: DeletionPlan;
}

/** The files that a run removes and creates. Paths are relative to the generated root. */
interface Files {
  readonly removed: readonly string[];
  /** Lists the created files. A run that removes nothing does not call it. */
  readonly created: () => readonly string[];
  /** The single objects that the run may delete. @default 10 */
  readonly maximum?: number | undefined;
}

/** Plans the deletions of a run. @param read reads the removed files */
export function deletionsOf(read: (paths: readonly string[]) => Tree, { removed, created, maximum }: Files): WithDeletions {
  if (removed.length === 0) return {};
  const objects = [...read(removed)].map(([path, text]) => readObject(path, text));
  const deletions = planDeletions({ removed: objects, created: created(), maximum });
  return deletions === undefined ? {} : { deletions };
}

/** Reads files on disk. A link or a pipe in the place of a file has no content. */
export const readFrom =
  (tree: Pick<GeneratedTree, "read">) =>
  (paths: readonly string[]): Tree =>
    new Map(paths.map((path) => [path, readOrNothing(tree, path)]));

function readOrNothing(tree: Pick<GeneratedTree, "read">, path: string): string {
  try {
    return tree.read(path) ?? "";
  } catch {
    return "";
  }
}
