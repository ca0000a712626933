import type { Posted } from "../report/results/reported.ts";
import type { GitHub, PullRequest } from "./github.ts";

/** The label of pull requests that delete something. */
export const DELETES_LABEL = "fairlead: deletes";

/** Adds the label if the pull request deletes something, and removes it otherwise. */
export async function postLabel(github: GitHub, { number, labels }: PullRequest, deletes: boolean): Promise<Posted["outcome"]> {
  if (labels.includes(DELETES_LABEL) === deletes) return "unchanged";
  if (deletes) await github.addLabel(number, DELETES_LABEL);
  else await github.removeLabel(number, DELETES_LABEL);
  return deletes ? "created" : "removed";
}
