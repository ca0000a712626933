import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { messageOf } from "../../base/errors.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { AppContext } from "../context.ts";
import { inPhase } from "../phase.ts";
import { attempt, type Fail } from "./attempt.ts";
import { deliver } from "./deliver.ts";
import { type Incident, type RunIncidents, titleOf } from "./incident.ts";
import { formatState, type IncidentState, type KnownIncident, newsOf, parseState } from "./incident-state.ts";
import { incidentsOf } from "./incidents-of.ts";
import type { NotifyPorts } from "./notifier.ts";
import { runFigures } from "./run-figures.ts";
import { parseRunResult } from "./run-result.ts";

export interface NotifyRequest {
  /** The files with the JSON results of the run. */
  readonly from: readonly string[];
  /** @default GITHUB_WORKFLOW, or `fairlead` */
  readonly run?: string | undefined;
  /** The file of open incidents. @default every incident is news, and none is ever over */
  readonly state?: string | undefined;
  /** The file that gets the figures. @default none */
  readonly metrics?: string | undefined;
  /** The address of a Pushgateway. @default none */
  readonly pushgateway?: string | undefined;
}

/** A thing that could not be told. */
export interface NotifyFailure {
  /** `Slack (SLACK_WEBHOOK)`, or a file. */
  readonly to: string;
  readonly message: string;
}

export interface NotifyResult {
  readonly run: string;
  readonly opened: readonly Incident[];
  /** The titles of incidents that people know of already. */
  readonly open: readonly string[];
  /** The titles of incidents that are over. */
  readonly resolved: readonly string[];
  /** The places that took a notice. */
  readonly told: readonly string[];
  /** The things that could not be told. They fail no run, and the next run tells them again. */
  readonly failures: readonly NotifyFailure[];
}

/** Tells people what a run found, each incident once. A failure to tell is reported, and is no failure of the run. */
export async function notify(context: AppContext, request: NotifyRequest, ports: NotifyPorts): Promise<NotifyResult> {
  const { env, cwd, writer } = context;
  const run = request.run ?? env["GITHUB_WORKFLOW"] ?? "fairlead";
  const failures: NotifyFailure[] = [];
  const fail = (to: string, error: unknown): void => {
    const failure = { to, message: messageOf(error) };
    if (failures.some((other) => other.to === to && other.message === failure.message)) return;
    failures.push(failure);
    context.onEvent({ kind: "notify-failed", ...failure });
  };
  const pathOf = (file: string): string => (isAbsolute(file) ? file : join(cwd, file));
  const results = request.from.map((file) => parseRunResult(readOrNothing(pathOf(file))));
  const parts = results.map((result) => incidentsOf(run, result));
  const found: RunIncidents = {
    incidents: parts.flatMap(({ incidents }) => incidents),
    isComplete: parts.every((part) => part.isComplete),
  };
  const state = request.state === undefined ? {} : readState(pathOf(request.state), fail);
  const news = newsOf(found, state[run] ?? []);
  const wantsMetricsOnly = request.metrics !== undefined || request.pushgateway !== undefined;
  const delivery = await inPhase(context, "notify", () => deliver(context, ports, { run, ...news, wantsMetricsOnly }, fail));
  if (request.state !== undefined) {
    const open = [...news.open, ...delivery.opened, ...delivery.stillKnown];
    await attempt(request.state, fail, () => replaceFile(pathOf(request.state ?? ""), formatState(withRun(state, run, open))));
  }
  const figures = runFigures(run, writer.now(), results, found);
  const { metrics, pushgateway } = request;
  if (metrics !== undefined)
    await attempt(metrics, fail, async () => replaceFile(pathOf(metrics), await ports.formatMetrics(figures, "openmetrics")));
  if (pushgateway !== undefined)
    await attempt("the Pushgateway", fail, async () =>
      ports.pushMetrics(pushgateway, run, await ports.formatMetrics(figures, "prometheus")),
    );
  return {
    run,
    opened: news.opened,
    open: news.open.map(titleOf),
    resolved: news.resolved.map(titleOf),
    told: delivery.told,
    failures,
  };
}

/** Reads a result. A run that was killed leaves none. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function readState(path: string, fail: Fail): IncidentState {
  try {
    const text = readIfExists(path);
    const state = text === undefined ? {} : parseState(text);
    if (state === undefined) throw new Error("is malformed, so every incident counts as new");
    return state;
  } catch (error) {
    fail(path, error);
    return {};
  }
}

/** Replaces the incidents of one run. A run without incidents has no entry. */
function withRun(state: IncidentState, run: string, open: readonly KnownIncident[]): IncidentState {
  const others = Object.entries(state).filter(([name]) => name !== run);
  return Object.fromEntries(open.length === 0 ? others : [...others, [run, open]]);
}
