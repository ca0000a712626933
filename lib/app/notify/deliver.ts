import { servicesIn } from "../../model/fleet.ts";
import type { Config } from "../../model/config.ts";
import type { AppContext } from "../context.ts";
import { runAddress } from "../publish/run-name.ts";
import { attempt, type Fail } from "./attempt.ts";
import type { Incident } from "./incident.ts";
import type { KnownIncident } from "./incident-state.ts";
import type { Notice, Notifier, NotifyPorts } from "./notifier.ts";

/** The part of the news that people heard. */
export interface Delivery {
  readonly told: readonly string[];
  /** The new incidents that people know of now. */
  readonly opened: readonly KnownIncident[];
  /** Incidents that are over, and of whose end nobody heard. */
  readonly stillKnown: readonly KnownIncident[];
}

export interface OwnedNews {
  readonly run: string;
  readonly opened: readonly Incident[];
  readonly resolved: readonly KnownIncident[];
  /** True if the run writes metrics, so that a config without Slack is no mistake. */
  readonly wantsMetricsOnly: boolean;
}

/** Sends the news to the channel of each owner. */
export async function deliver(context: AppContext, ports: NotifyPorts, owned: OwnedNews, fail: Fail): Promise<Delivery> {
  const { run, opened, resolved, wantsMetricsOnly } = owned;
  if (opened.length + resolved.length === 0) return { told: [], opened: [], stillKnown: [] };
  const config = await configOf(context, fail);
  if (config === undefined || (config.notify?.slack === undefined && wantsMetricsOnly))
    return { told: [], opened: [], stillKnown: resolved };
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
    const notice: Notice = { run, link: runAddress(context.env), actor: context.env["GITHUB_ACTOR"], ...news };
    await attempt(notifier.name, fail, async () => {
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
