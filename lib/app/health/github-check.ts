import { messageOf } from "../../base/errors.ts";
import type { GithubCheckSpec } from "../../model/pipeline/health/github.ts";
import { pairOf } from "../../resolve/case.ts";
import { minuteText } from "../../base/times.ts";
import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import type { CommitState } from "./commit-states.ts";
import { type CheckedPair, type HealthCheck, unknown } from "./health-check.ts";
import { oneLine } from "./one-line.ts";
import { readToken } from "./read-token.ts";

/** Reads the check run and the commit status with a name at the newest commit of a branch. Each that exists must pass. */
export const githubCheck =
  ({ owner, repo, check, branch, token: variable }: GithubCheckSpec): HealthCheck =>
  async ({ pairs }, tools) => {
    const name = `the check ${oneLine(check, 60)} on ${branch} of ${owner}/${repo}`;
    const read = readToken(variable, tools);
    if ("reason" in read) return unknown(`${name} is unknown: ${read.reason}`);
    const { commitStates, env } = tools;
    if (commitStates === undefined) return unknown(`${name} is unknown: this command asks no GitHub`);
    let states: readonly CommitState[];
    try {
      states = await commitStates({ owner, repo, check, branch, token: read.token, url: env["GITHUB_API_URL"] || undefined });
    } catch (error) {
      return unknown(`${name} is unknown: ${oneLine(messageOf(error).replaceAll(read.token, "***"))}`);
    }
    if (states.length === 0) return unknown(`${name} is unknown: the newest commit has none`);
    const failed = states.find(({ state }) => state === "failed");
    if (failed !== undefined) return [{ state: "failed", reason: `${name} is ${oneLine(failed.word)} and not success` }];
    const open = states.find(({ state }) => state === "open");
    if (open !== undefined) return unknown(`${name} is ${oneLine(open.word)} and not success`);
    return pairs.flatMap((pair) => outdated(pair, states, name));
  };

/** Returns the reason of a pair that is newer than the result: it proves nothing about the pair. */
function outdated(pair: CheckedPair, states: readonly CommitState[], name: string): readonly Unhealthy[] {
  const at = states.flatMap((state) => state.at ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  if (at === undefined || pair.since === undefined || Date.parse(at) >= Date.parse(pair.since)) return [];
  const reason = `${name} passed ${minuteText(new Date(at).toISOString())}, before ${pair.stack} ran the pair of ${pair.service}`;
  return [{ state: "unknown", reason, pair: pairOf(pair) }];
}
