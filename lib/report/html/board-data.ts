import type { Board } from "../../app/board/board.ts";
import type { DeployStatus } from "../../app/status/status-result.ts";
import type { DeployCommit } from "../../workspace/git/deploys/lock-step.ts";
import { safe } from "../terminal/safe.ts";
import { behindText, untilText } from "../results/status.ts";
import type { BoardData, CommitRow, DeploymentData } from "./data.ts";
import { shortDigest } from "../results/versions.ts";

/** Collects the details of each service. Every string is escaped for display, except addresses. */
export function boardData({ status, steps, commits: commitPages = "", links }: Board): BoardData {
  const commits: CommitRow[] = [];
  const numbers = new Map<string, number>();
  const numberOf = ({ id, at, author, subject }: DeployCommit): number => {
    const known = numbers.get(id) ?? commits.push([id, at, author, subject]) - 1;
    numbers.set(id, known);
    return known;
  };
  const dataOf = (deployment: DeployStatus): DeploymentData => {
    const { stack, service, version, candidate, deployed, reason, hint = "", effect } = deployment;
    return {
      stack,
      state: untilText(deployment),
      tag: version?.tag ?? "",
      digest: version?.digest === undefined ? "" : shortDigest(version.digest),
      release: version?.release ?? "",
      behind: behindText(deployment),
      candidate: candidate?.tag ?? "",
      // Thousands of services that are current need no reason.
      reason: effect === "unchanged" ? "" : reason,
      hint: effect === "unchanged" ? "" : hint,
      commit: deployed === undefined ? -1 : numberOf(deployed),
      steps: (steps.get(`${stack}/${service}`) ?? []).map(({ kind, from, to, commit }) => [kind, from, to, numberOf(commit)] as const),
    };
  };
  const services = Object.fromEntries(
    [...Map.groupBy(status.deployments, ({ service }) => service)].map(([name, of]) => [name, of.map(dataOf)]),
  );
  const stacks = Object.fromEntries(
    [...links].map(([stack, { applications = "", console = "" }]) => [stack, [applications, console] as const]),
  );
  return safe({ at: status.at, commitPages, commits, stacks, services });
}
