import { join } from "node:path";
import type { Tree } from "../../render/tree.ts";
import { type FileOperations, nodeFileOperations } from "../../system/file-operations.ts";
import { type LockFileOptions, withLockFile } from "../../system/lock-file.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import { isSystemError, writeError } from "../../system/system-errors.ts";
import { applyPlan, type Workspace } from "./atomic-swap.ts";
import { clearLeftovers, freeStaging, removeStaging } from "./leftovers.ts";
import { isUpToDate, listTree, lookAt, type WrittenTree } from "./plan-tree.ts";
import { RENDER_LOCK } from "./scratch-names.ts";
import type { Snapshot } from "./file-identity.ts";
import { requireUnchanged } from "./snapshot.ts";
import { recoverSwap } from "./swap-journal.ts";
import { noteWrittenFiles } from "./written-files.ts";

export interface WriteOptions extends LockFileOptions {
  /** True for the paths that the tree covers. Other paths stay as they are. @default every path */
  readonly owned?: (path: string) => boolean;
  /** The files that the run has read. If one of them has changed since, nothing is written. @default no file is checked */
  readonly snapshot?: Snapshot;
  /** @default the real file system */
  readonly operations?: FileOperations;
}

/**
 * Writes a tree to the disk atomically. Writes nothing if the disk has it already, for example because another run wrote it.
 * @throws UserError BUSY, UNSAFE_TREE; REFUSED if a file has changed since the snapshot; WRITE if the disk refuses: the old tree stays
 */
export async function writeTree(workspace: Workspace, tree: Tree, options: WriteOptions = {}): Promise<WrittenTree> {
  const { root, scratch } = workspace;
  const { owned, snapshot, operations = nodeFileOperations } = options;
  makeScratchDirectory(scratch);
  return withLockFile(join(scratch, RENDER_LOCK), options, () => {
    recoverSwap(scratch, operations);
    clearLeftovers(scratch, operations);
    const listing = listTree(root);
    const { plan, seen } = lookAt(root, listing, tree, owned);
    if (isUpToDate(plan)) return plan;
    if (snapshot !== undefined) requireUnchanged(snapshot, root, plan);
    const staged = freeStaging(scratch);
    let swapped: string | undefined;
    try {
      operations.mkdir(staged);
      // The note comes first. If the swap fails, it names contents that are not on disk, which does no harm.
      noteWrittenFiles(scratch, tree, plan);
      swapped = applyPlan(workspace, staged, { plan, listing, tree, seen }, operations);
      operations.sync([swapped]);
    } catch (error) {
      removeStaging(staged, operations);
      if (!isSystemError(error)) throw error;
      const state = swapped === undefined ? "stays as it was" : "is written, but the disk does not confirm it";
      throw writeError(`${root} ${state}`, error, root);
    }
    return { ...plan, leftover: removeStaging(staged, operations) };
  });
}
