import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { messageOf } from "../../base/errors.ts";
import type { Config } from "../../model/config.ts";
import { servicesIn } from "../../model/fleet.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { AppContext } from "../context.ts";
import { type Incident, type RunIncidents, titleOf } from "./incident.ts";
import { formatState, type IncidentState, type KnownIncident, newsOf, parseState } from "./incident-state.ts";
import { incidentsOf } from "./incidents-of.ts";
import type { Notice, Notifier, NotifyPorts } from "./notifier.ts";
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
  const delivery = await deliver(context, ports, { run, ...news }, fail);
  if (request.state !== undefined) {
    const open = [...news.open, ...delivery.opened, ...delivery.stillKnown];
    attempt(request.state, fail, () => replaceFile(pathOf(request.state ?? ""), formatState(withRun(state, run, open))));
  }
  const figures = runFigures(run, writer.now(), results, found);
  const { metrics, pushgateway } = request;
  if (metrics !== undefined)
    await attemptLater(metrics, fail, async () => replaceFile(pathOf(metrics), await ports.formatMetrics(figures, "openmetrics")));
  if (pushgateway !== undefined)
    await attemptLater("the Pushgateway", fail, async () =>
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

type Fail = (to: string, error: unknown) => void;

/** The part of the news that people heard. */
interface Delivery {
  readonly told: readonly string[];
  /** The new incidents that people know of now. */
  readonly opened: readonly KnownIncident[];
  /** Incidents that are over, and of whose end nobody heard. */
  readonly stillKnown: readonly KnownIncident[];
}

interface OwnedNews {
  readonly run: string;
  readonly opened: readonly Incident[];
  readonly resolved: readonly KnownIncident[];
}

/** Sends the news to the channel of each owner. */
async function deliver(context: AppContext, ports: NotifyPorts, { run, opened, resolved }: OwnedNews, fail: Fail): Promise<Delivery> {
  if (opened.length + resolved.length === 0) return { told: [], opened: [], stillKnown: [] };
  const config = await configOf(context, fail);
  if (config === undefined) return { told: [], opened: [], stillKnown: resolved };
  const owners = await ownersOf(context);
  const notifierOf = ports.openNotifiers(config, context.env);
  const since = context.writer.now();
  const groups = new Map<string, { readonly notifier: Notifier; readonly opened: Incident[]; readonly resolved: KnownIncident[] }>();
  const groupOf = (owner: string | undefined) => {
    try {
      const notifier = notifierOf(owner);
      const group = groups.get(notifier.name) ?? { notifier, opened: [], resolved: [] };
      groups.set(notifier.name, group);
      return group;
    } catch (error) {
      fail("Slack", error);
      return undefined;
    }
  };
  const ownerOf = (service: string | undefined): string | undefined => owners.get(service ?? "");
  for (const each of opened) groupOf(ownerOf(each.service))?.opened.push(each);
  for (const each of resolved) groupOf(each.owner)?.resolved.push(each);
  const heard = new Set<string>();
  const told: string[] = [];
  for (const { notifier, ...news } of groups.values()) {
    const notice: Notice = { run, link: linkOf(context), actor: context.env["GITHUB_ACTOR"], ...news };
    await attemptLater(notifier.name, fail, async () => {
      await notifier.send(notice);
      told.push(notifier.name);
      for (const { key } of [...news.opened, ...news.resolved]) heard.add(key);
    });
  }
  const known = opened.flatMap(({ key, kind, subject, service }): readonly KnownIncident[] => {
    const owner = ownerOf(service);
    return heard.has(key) ? [{ key, kind, subject, since, ...(owner === undefined ? {} : { owner }) }] : [];
  });
  return { told, opened: known, stillKnown: resolved.filter(({ key }) => !heard.has(key)) };
}

async function configOf({ workspace }: AppContext, fail: Fail): Promise<Config | undefined> {
  try {
    return await (await workspace("specs")).specs.loadConfig();
  } catch (error) {
    fail("Slack", error);
    return undefined;
  }
}

/** Reads the owner of each service. Broken specs are often what the run failed for, so they leave all incidents to the main channel. */
async function ownersOf({ workspace }: AppContext): Promise<ReadonlyMap<string, string>> {
  try {
    const { services, images } = await (await workspace("specs")).specs.loadFleet();
    const named = services.flatMap(servicesIn).map(({ service }) => [service.name, service.input.owner] as const);
    return new Map([...named, ...images.map(({ image }) => [image.name, image.input.owner] as const)]);
  } catch {
    return new Map();
  }
}

/** Returns the address of the run on GitHub or another CI. */
function linkOf({ env }: AppContext): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  const github = server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
  return github ?? env["CI_PIPELINE_URL"] ?? env["BUILD_URL"];
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

function attempt(to: string, fail: Fail, work: () => void): void {
  try {
    work();
  } catch (error) {
    fail(to, error);
  }
}

async function attemptLater(to: string, fail: Fail, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(to, error);
  }
}
