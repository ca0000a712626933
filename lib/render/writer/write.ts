import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../tree.ts";
import { isUpToDate, listTree, planTree, type TreePlan } from "./disk.ts";
import { type FileOps, nodeFileOps } from "./file-ops.ts";
import { type MutexOptions, withMutex } from "./mutex.ts";
import { applyPlan, recover, type Workspace } from "./swap.ts";

export interface WriteOptions extends MutexOptions {
  /** What of the disk the tree speaks for; the rest stays. @default everything below the root */
  readonly owned?: (path: string) => boolean;
  /** @default the real file system */
  readonly ops?: FileOps;
}

/**
 * Makes the disk hold the tree, in one step, and writes nothing at all where it does already.
 * @throws UserError BUSY, UNSAFE_TREE
 */
export const writeTree = (workspace: Workspace, tree: Tree, options: WriteOptions = {}): Promise<TreePlan> =>
  withMutex(workspace.scratch, options, () => {
    const ops = options.ops ?? nodeFileOps;
    recover(workspace.scratch, ops);
    // What an earlier run left behind when it was killed.
    for (const name of readdirSync(workspace.scratch)) {
      if (name.startsWith("staging-")) ops.remove(join(workspace.scratch, name));
    }
    const listing = listTree(workspace.root);
    const plan = planTree(workspace.root, listing, tree, options.owned);
    if (!isUpToDate(plan)) applyPlan(workspace, plan, listing, tree, ops);
    return plan;
  });
