import { join } from "node:path";
import { hashOf } from "../../../base/hash.ts";
import { movesVersion } from "../../../resolve/step-kind.ts";
import { BranchLog } from "../branch-log.ts";
import type { LockLog } from "../lock-log.ts";
import { git } from "../repository.ts";
import { readCache, writeCache } from "./deploy-cache.ts";
import { lockSteps } from "./lock-steps.ts";
import { addSteps, type DeployLog, MAX_STEPS, type PairStep, pairStep } from "./pair-deploys.ts";

/**
 * Reads the newest steps of each service on each stack. A file in git's directory keeps them, so a later run reads only newer commits.
 * The history must be `whole`. @throws UserError GIT
 */
export async function readDeployLog(locks: LockLog): Promise<DeployLog> {
  const { root } = locks;
  const [head = "", directory = ""] = (await git(root, "rev-parse", "HEAD", "--absolute-git-dir")).split("\n");
  // Two projects may be parts of one repository.
  const path = join(directory, "fairlead", `deploys-${hashOf(root).slice(0, 12)}`);
  const cached = readCache(path);
  if (cached?.head === head) return cached.log;
  const base = cached !== undefined && (await isFirstParent(root, cached.head)) ? cached : undefined;
  const branch = base === undefined ? await locks.branch() : new BranchLog(root, head, base.head);
  const log = addSteps(base?.log ?? new Map(), await stepsOf(branch, locks));
  writeCache(path, { head: branch.head, log });
  return log;
}

/** True if the branch of HEAD has the commit: following first parents from HEAD leads to it. */
async function isFirstParent(root: string, commit: string): Promise<boolean> {
  try {
    const newer = await git(root, "rev-list", "--first-parent", "--parents", `${commit}..HEAD`);
    const oldest = newer.trimEnd().split("\n").at(-1) ?? "";
    return oldest.split(" ")[1] === commit;
  } catch {
    // The commit may be gone after a rebase. Then the whole history is read.
    return false;
  }
}

async function stepsOf(branch: BranchLog, locks: LockLog): Promise<ReadonlyMap<string, readonly PairStep[]>> {
  const pairs = new Map<string, PairStep[]>();
  for await (const commits of branch.commits()) {
    for (const step of await lockSteps(locks, commits)) {
      const pair = `${step.stack}/${step.service}`;
      const steps = pairs.get(pair) ?? [];
      // A log keeps the newest steps, and the newest one that moved the version.
      if (steps.length < MAX_STEPS || !steps.some(({ kind }) => movesVersion(kind))) steps.push(pairStep(step));
      pairs.set(pair, steps);
    }
  }
  return pairs;
}
