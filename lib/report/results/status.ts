import type { DeployStatus, StatusResult } from "../../app/status/status-result.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, quoted } from "../../base/text.ts";
import { timeText } from "../../base/times.ts";
import { compareUrgency, OUTCOMES } from "../../resolve/outcome.ts";
import { ageText } from "./age.ts";
import { shared, sharedHint } from "./shared.ts";

/** More stacks than this make no column each. */
export const MAX_COLUMNS = 6;

/** Returns the word for the state of a service on a stack: `current`, or the outcome. */
export const stateWord = ({ outcome, effect }: Pick<DeployStatus, "outcome" | "effect">): string =>
  effect === "unchanged" ? "current" : outcome;

/** Returns the state with the time at which it can end: `waiting until 2026-02-01 09:00`. */
export const untilText = (deployment: Pick<DeployStatus, "outcome" | "effect" | "until">): string => {
  const { until } = deployment;
  return until === undefined ? stateWord(deployment) : `${stateWord(deployment)} until ${until.slice(0, 16).replace("T", " ")}`;
};

/** Returns how far a service is behind: `1 behind`, `behind`. Empty if it is not. */
export const behindText = ({ behind, candidate, outcome }: DeployStatus): string => {
  if (behind !== undefined) return behind === 0 ? "" : `${behind} behind`;
  return candidate === undefined || outcome === "new" ? "" : "behind";
};

/** Describes one service on one stack: `v0.10.5 3d, 1 behind, held`. */
export function deployText(deployment: DeployStatus, now: string): string {
  const { version, deployed, candidate, effect, outcome } = deployment;
  if (version === undefined) return candidate === undefined ? untilText(deployment) : `${outcome} ${candidate.tag}`;
  const age = deployed === undefined ? "not committed" : ageText(deployed.at, now);
  // "behind" says enough of a stack that the next run moves.
  const word = effect === "refused" || outcome === "removed" ? [untilText(deployment)] : [];
  return [`${version.tag} ${age}`, behindText(deployment), ...word].filter((part) => part !== "").join(", ");
}

/** A reason why services stay. */
export interface StatusNote extends Pick<DeployStatus, "outcome" | "reason" | "stack"> {
  readonly services: readonly string[];
  readonly hint: string | undefined;
}

/** Lists why services stay, the most urgent first. Many services of a stack share a reason. */
export const statusNotes = ({ deployments }: StatusResult): readonly StatusNote[] =>
  shared(
    deployments.filter(({ effect }) => effect === "refused"),
    ({ outcome, stack, reason }) => JSON.stringify([outcome, stack, reason]),
  )
    .map(([first, ...rest]) => ({
      outcome: first.outcome,
      stack: first.stack,
      reason: first.reason,
      services: [first, ...rest].map(({ service }) => service),
      hint: sharedHint(first.hint, 1 + rest.length),
    }))
    .sort((a, b) => compareUrgency(a.outcome, b.outcome));

/** Counts the states: `44 deployments on 4 stacks: 1 held, 3 advance, 40 current`. */
export function statusSummary({ deployments, stacks }: StatusResult): string {
  const counts = OUTCOMES.map(({ outcome }) => deployments.filter((each) => each.outcome === outcome));
  const parts = counts.flatMap((of) => (of[0] === undefined ? [] : [`${of.length} ${stateWord(of[0])}`]));
  return `${count(deployments.length, "deployment")} on ${count(stacks.length, "stack")}: ${parts.length === 0 ? "nothing runs" : parts.join(", ")}`;
}

/** Names the expired stacks: `pr-12 expired after 2026-01-31`. */
export const expiredTexts = ({ expired = [] }: StatusResult): readonly string[] =>
  expired.map(({ stack, expires }) => `${stack} expired after ${expires}`);

/** Describes the newest backup of each instance: `backup prod/orders.db: 9h ago, any second of the last 7 days`. */
export const backupTexts = ({ backups = [], at: now }: StatusResult): readonly string[] =>
  backups.map(({ stack, service, need, state, at, logDays, reason, hint }) => {
    const logs = logDays > 0 && state === "backup" ? `, any second of the last ${logDays} days` : "";
    const since = at === undefined ? "" : ` since ${timeText(Date.parse(at))}`;
    const why = reason === undefined ? "" : `: ${reason}`;
    const how = hint === undefined ? "" : `; to list them: ${hint}`;
    const age = { backup: `${ageText(at ?? now, now)} ago${logs}`, none: `none${since}${why}`, unknown: `unknown${why}${how}` }[state];
    return `backup of ${stack}/${service}.${need}: ${age}`;
  });

/** Names the copies, and the command that ends one that nobody uses. */
export const copyTexts = ({ copies = [] }: StatusResult): readonly string[] =>
  copies.map(({ stack, part, isUsed }) =>
    isUsed
      ? `copy ${part} is in use`
      : `copy ${part} is not in use; to end it: ${FAIRLEAD} cloud destroy ${quoted(stack)} --part ${quoted(part)}`,
  );

/** A line of the matrix: a service, and its text on each stack. */
export interface StatusRow {
  readonly service: string;
  /** In the order of the stacks. Empty if the stack does not have the service. */
  readonly cells: readonly (DeployStatus | undefined)[];
}

/** Arranges the deployments by service. Stacks that no spec declares any more follow the others. */
export function statusRows({ stacks, deployments }: StatusResult): {
  readonly stacks: readonly string[];
  readonly rows: readonly StatusRow[];
} {
  const names = [...new Set([...stacks.map(({ stack }) => stack), ...deployments.map(({ stack }) => stack)])];
  const column = new Map(names.map((name, at) => [name, at]));
  const rows = new Map<string, (DeployStatus | undefined)[]>();
  for (const deployment of deployments) {
    let cells = rows.get(deployment.service);
    if (cells === undefined) {
      cells = names.map(() => undefined);
      rows.set(deployment.service, cells);
    }
    cells[column.get(deployment.stack) ?? 0] = deployment;
  }
  const sorted = [...rows].map(([service, cells]) => ({ service, cells })).sort((a, b) => (a.service < b.service ? -1 : 1));
  return { stacks: names, rows: sorted };
}

/** Describes a service on many stacks: `v0.10.6 on latest and staging; v0.10.5 on 8 stacks`. */
export function spreadText({ cells }: StatusRow, name: (stacks: readonly string[]) => string): string {
  const byText = Map.groupBy(
    cells.filter((cell) => cell !== undefined),
    (cell) =>
      [cell.version?.tag ?? "(no version)", behindText(cell), ...(cell.effect === "unchanged" ? [] : [cell.outcome])]
        .filter((part) => part !== "")
        .join(", "),
  );
  return [...byText].map(([text, of]) => `${text} on ${name(of.map(({ stack }) => stack))}`).join("; ");
}
