import { resolve as resolvePath } from "node:path";
import { UserError } from "../base/user-error.ts";
import { datastoreOf } from "../model/config.ts";
import { DEFAULTS } from "../model/defaults.ts";
import { servicesOf, type StackFile } from "../model/fleet.ts";
import { releaseName } from "../releases/names.ts";
import { type Channel, inParallel, readChannel, readRelease, settled } from "../releases/read.ts";
import type { Store } from "../releases/store.ts";
import { adoptedReleases, historyQuestions, type Resolution, resolveFleet, type StackVersions } from "../resolve/resolve.ts";
import type { Project } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";
import { type DatastoreOptions, openProjectDatastore } from "./datastore.ts";

/**
 * The maximum number of records that one run reads, one request each. A run that adopts more releases is a first run. Its pointers are
 * enough: the same command wrote them from the records.
 */
const MAX_RECORDS = 100;

/** Decides what each stack of a project runs, from channels, locks and history. @throws UserError DATASTORE, GIT */
export async function resolveProject(context: AppContext, options: DatastoreOptions, project: Project): Promise<Resolution> {
  const { workspace, locks, fleet } = project;
  const state = await workspace.history.state();
  if (state === "none") context.onEvent({ kind: "no-history", root: workspace.root });
  const stacks = selectedVersions(project);
  const store = await openProjectDatastore(context, options, workspace.root, datastoreOf(fleet.config));
  const channels = new Map<string, Channel>();
  const names = [...new Set(stacks.map(({ channel }) => channel))];
  await inParallel(names, async (name) => void channels.set(name, await readChannel(store, name)));
  for (const channel of channels.values()) refuseEmpty(store, channel, stacks);
  const known = { stacks, channels, brokenRecords: await brokenRecords(store, stacks, channels) };
  // Before the first commit, no stack was taken off a release.
  const questions = state === "whole" ? historyQuestions(known, await isInRepository(store, project)) : [];
  return resolveFleet({ ...known, history: await workspace.history.lockMoves(questions, locks) });
}

/** True if the datastore is a directory of the repository, so that `git revert` reverts its pointers, too. */
async function isInRepository({ url }: Store, { workspace }: Project): Promise<boolean> {
  return url.startsWith("file:") && workspace.history.contains(resolvePath(workspace.root, url.slice("file:".length)));
}

/** Refuses an empty channel that locks follow: it is a wrong address, not a fleet that lost every release. @throws UserError DATASTORE */
function refuseEmpty({ url }: Store, { name, pointers, broken }: Channel, stacks: readonly StackVersions[]): void {
  if (pointers.size + broken.size > 0) return;
  const following = stacks.filter(({ channel }) => channel === name);
  const entries = following.flatMap(({ lock }) => [...lock.values()].filter(({ release }) => release !== undefined));
  if (entries.length === 0) return;
  throw new UserError("DATASTORE", `${url} has no channel ${name}, but ${entries.length} lock entries came from one`, {
    hint: "check the datastore's address: --datastore, FAIRLEAD_DATASTORE, then datastore in fairlead.config.ts",
  });
}

function selectedVersions({ fleet, model, locks, selection }: Project): readonly StackVersions[] {
  const wanted = (service: string): boolean => selection.services.length === 0 || selection.services.includes(service);
  const names = new Set(model.stacks.map(({ name }) => name));
  return fleet.stacks
    .filter(({ stack }) => names.has(stack.name))
    .map((on) => {
      const versions = versionsOf(on, fleet.services);
      const lock = [...(locks.get(on.stack.name) ?? [])].filter(([service]) => wanted(service));
      return { ...versions, services: versions.services.filter(({ name }) => wanted(name)), lock: new Map(lock) };
    });
}

function versionsOf({ stack }: StackFile, services: Project["fleet"]["services"]): Omit<StackVersions, "lock"> {
  const { name, tier, input } = stack;
  const running = servicesOf(stack, services).map(({ service }) => ({ name: service.name, image: service.input.image }));
  return { name, tier, channel: input.channel ?? DEFAULTS.channel, services: running };
}

/** Reads the records of adopted releases. Lists those that are missing, unreadable, or contradict their pointer. */
async function brokenRecords(
  store: Store,
  stacks: readonly StackVersions[],
  channels: ReadonlyMap<string, Channel>,
): Promise<ReadonlyMap<string, string>> {
  const adopted = adoptedReleases({ stacks, channels });
  const broken = new Map<string, string>();
  if (adopted.length > MAX_RECORDS) return broken;
  await inParallel(adopted, async ({ service, release, digest, tag }) => {
    const name = releaseName(service, release);
    const found = await settled(name, () => readRelease(store, service, release));
    if (found === undefined) broken.set(`${service}/${release}`, `${name} is missing, though its channel names it`);
    else if ("problem" in found) broken.set(`${service}/${release}`, found.problem);
    else if (found.value.digest !== digest || found.value.tag !== tag) {
      broken.set(`${service}/${release}`, `${name} says ${found.value.tag}@${found.value.digest}, its channel says ${tag}@${digest}`);
    }
  });
  return broken;
}
