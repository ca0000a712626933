import { messageOf } from "../base/errors.ts";
import type { CommitState, CommitStates } from "../app/health/commit-states.ts";
import { openApi } from "./connect.ts";
import { statusOf } from "./status.ts";

/** A run must not wait long for a health check: without a result, the next run asks again. */
const PATIENCE = { retries: 1, timeoutMs: 10_000, longestWaitMs: 10_000 } as const;

/** The conclusions of check runs and the states of commit statuses that are results. All others leave the check open. */
const RESULTS: Readonly<Record<string, "passed" | "failed">> = {
  success: "passed",
  failure: "failed",
  error: "failed",
  timed_out: "failed",
  startup_failure: "failed",
};

/** Asks the API of GitHub. */
export const commitStates: CommitStates = async ({ owner, repo, branch, check, token, url = "https://api.github.com" }) => {
  const { checks, repos } = openApi({ token, url, patience: PATIENCE }).rest;
  const question = { owner, repo, ref: `heads/${branch}`, per_page: 100 };
  try {
    const [runs, status] = await Promise.all([
      checks.listForRef({ ...question, check_name: check, filter: "latest" }),
      repos.getCombinedStatusForRef(question),
    ]);
    return [
      ...runs.data.check_runs.map((run) => stateOf(run.conclusion ?? run.status, run.completed_at ?? undefined)),
      ...status.data.statuses
        .filter(({ context }) => context === check)
        .map(({ state, updated_at: updatedAt }) => stateOf(state, state === "pending" ? undefined : updatedAt)),
    ];
  } catch (error) {
    const status = statusOf(error);
    const words = status === undefined || status >= 500 ? "" : ": there is no such branch, or the token may not read it";
    throw new Error(status === undefined ? messageOf(error) : `${new URL(url).host} answered ${status}${words}`, { cause: error });
  }
};

const stateOf = (word: string, at: string | undefined): CommitState => ({ state: RESULTS[word] ?? "open", word, at });
