import { diskRefusal, isSystemError } from "../../system/system-errors.ts";
import type { Tree } from "../../render/tree.ts";
import { isUpToDate, listTree, planTree, type TreePlan } from "./plan-tree.ts";
import { type FileOps, nodeFileOps } from "../../system/file-operations.ts";
import { clearLeftovers, removeStaging } from "./leftovers.ts";
import { type MutexOptions, withMutex } from "../../system/mutex.ts";
import { refuseChanged, type Seen } from "./snapshot.ts";
import { applyPlan, recover, type Workspace } from "./atomic-swap.ts";

export interface WriteOptions extends MutexOptions {
  /** What of the disk the tree speaks for; the rest stays. @default everything below the root */
  readonly owned?: (path: string) => boolean;
  /** What the run saw before it decided what to write; nothing else is written over. @default whatever stands there */
  readonly seen?: Seen;
  /** @default the real file system */
  readonly ops?: FileOps;
}

/**
 * Makes the disk hold the tree, in one step, and writes nothing at all where it does already.
 * @throws UserError BUSY, UNSAFE_TREE, REFUSED where somebody changed a file since it was seen, and WRITE where the disk refuses: then the old tree stands
 */
export const writeTree = (workspace: Workspace, tree: Tree, options: WriteOptions = {}): Promise<TreePlan> =>
  withMutex(workspace.scratch, options, () => {
    const ops = options.ops ?? nodeFileOps;
    recover(workspace.scratch, ops);
    clearLeftovers(workspace.scratch, ops);
    const listing = listTree(workspace.root);
    const plan = planTree(workspace.root, listing, tree, options.owned);
    // What another run has made just as this one wants it is none of this one's changes.
    if (isUpToDate(plan)) return plan;
    if (options.seen !== undefined) refuseChanged(options.seen, workspace.root, plan);
    try {
      applyPlan(workspace, plan, listing, tree, ops);
    } catch (error) {
      throw refusal(workspace, error);
    }
    return plan;
  });

/** A full disk or a missing right is not a defect of ours. */
function refusal(workspace: Workspace, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  try {
    removeStaging(workspace.scratch, nodeFileOps);
  } catch {
    // The next run tries again.
  }
  return diskRefusal(`${workspace.root} stays as it was`, error, workspace.root);
}
