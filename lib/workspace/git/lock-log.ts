import { BranchLog } from "./branch-log.ts";
import { LockDifferences } from "./lock-differences.ts";
import { git } from "./repository.ts";

/** The history of the locks of a repository. All questions of a run share it, so it reads each commit and each blob once. */
export class LockLog {
  /** The directory that has the generated tree. */
  readonly root: string;
  readonly differences: LockDifferences;
  #branch: BranchLog | undefined;

  constructor(root: string) {
    [this.root, this.differences] = [root, new LockDifferences(root)];
  }

  /** Returns the log of the branch as it is now: a long process may commit between two questions. @throws UserError GIT */
  async branch(): Promise<BranchLog> {
    const head = (await git(this.root, "rev-parse", "HEAD")).trim();
    if (this.#branch?.head !== head) this.#branch = new BranchLog(this.root, head);
    return this.#branch;
  }
}
