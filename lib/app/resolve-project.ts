import { relative } from "node:path";
import { localDirectory } from "../releases/backends.ts";
import { releaseName } from "../releases/names.ts";
import { type Channel, inParallel, readChannel, readRelease, readOrProblem } from "../releases/read.ts";
import type { Store } from "../releases/store.ts";
import { adoptedReleases, historyQuestions, type Resolution, resolveFleet, type StackVersions } from "../resolve/resolve.ts";
import { datastoreOf } from "../model/config.ts";
import type { StackModel } from "../model/model.ts";
import { UserError } from "../base/user-error.ts";
import type { DatastoreFlags } from "../cli/command.ts";
import { openProjectDatastore } from "./release/open-datastore.ts";
import { historyState, readLockHistory } from "../workspace/git/lock-history.ts";
import { topLevel } from "../workspace/git/repository.ts";
import type { Io } from "../cli/io.ts";
import type { Project, Selection } from "../workspace/project.ts";

/**
 * The most records that one run looks at, a request each. A run that adopts more is a first one: then the pointers, which are written
 * from the records by the same command, are enough.
 */
const MOST_RECORDS = 100;

/** What each stack of a project should run, by channels, locks and history. @throws UserError DATASTORE, GIT */
export async function resolveProject(io: Io, flags: DatastoreFlags, project: Project, selection: Selection): Promise<Resolution> {
  const { root, model, locks, fleet } = project;
  const state = await historyState(root);
  if (state === "none") io.err(`${root} is in no git repository, so rollbacks cannot be seen; git init keeps a history\n`);
  const stacks = model.stacks.map((stack) => versionsOf(stack, project, selection));
  const store = await openProjectDatastore(io, flags, root, datastoreOf(fleet.config));
  const channels = new Map<string, Channel>();
  await inParallel(
    [...new Set(stacks.map(({ channel }) => channel))],
    async (name) => void channels.set(name, await readChannel(store, name)),
  );
  for (const channel of channels.values()) refuseEmpty(store, channel, stacks);
  const known = { stacks, channels, brokenRecords: await brokenRecords(store, stacks, channels) };
  // With no commit there is nothing that a stack was taken off.
  const questions = state === "whole" ? historyQuestions(known, await isInRepository(store, root)) : [];
  return resolveFleet({ ...known, history: await readLockHistory(root, questions, locks) });
}

/** True if the datastore is a directory inside the project's repository. */
async function isInRepository({ url }: Store, root: string): Promise<boolean> {
  const [top, directory] = [await topLevel(root), localDirectory(url, root)];
  return top !== undefined && directory !== undefined && !relative(top, directory).startsWith("..");
}

/** An empty channel that locks follow is a wrong address, not a fleet that lost every release. @throws UserError DATASTORE */
function refuseEmpty({ url }: Store, { name, pointers, broken }: Channel, stacks: readonly StackVersions[]): void {
  if (pointers.size + broken.size > 0) return;
  const following = stacks.filter(({ channel }) => channel === name);
  const lines = following.flatMap(({ lock }) => [...lock.values()].filter(({ release }) => release !== undefined));
  if (lines.length === 0) return;
  throw new UserError("DATASTORE", `${url} has no channel ${name}, but ${lines.length} lines of the locks came from one`, {
    hint: "is this the right datastore? datastore in fairlead.config.ts says which, FAIRLEAD_DATASTORE and --datastore come before it",
  });
}

function versionsOf({ name, tier, channel, services }: StackModel, { locks }: Project, selection: Selection): StackVersions {
  const wanted = (service: string): boolean => selection.services.length === 0 || selection.services.includes(service);
  const lock = [...(locks.get(name) ?? [])].filter(([service]) => wanted(service));
  return {
    name,
    tier,
    channel,
    services: services.filter((service) => wanted(service.name)).map((service) => ({ name: service.name, image: service.image })),
    lock: new Map(lock),
  };
}

/** Looks at the records that stacks would go to: one that is missing or unreadable, or that the pointer contradicts, is not followed. */
async function brokenRecords(
  store: Store,
  stacks: readonly StackVersions[],
  channels: ReadonlyMap<string, Channel>,
): Promise<ReadonlyMap<string, string>> {
  const adopted = adoptedReleases({ stacks, channels });
  const broken = new Map<string, string>();
  if (adopted.length > MOST_RECORDS) return broken;
  await inParallel(adopted, async ({ service, release, digest, tag }) => {
    const name = releaseName(service, release);
    const found = await readOrProblem(name, () => readRelease(store, service, release));
    if (found === undefined) broken.set(`${service}/${release}`, `${name} is missing, though its channel names it`);
    else if ("problem" in found) broken.set(`${service}/${release}`, found.problem);
    else if (found.value.digest !== digest || found.value.tag !== tag) {
      broken.set(`${service}/${release}`, `${name} says ${found.value.tag}@${found.value.digest}, its channel says ${tag}@${digest}`);
    }
  });
  return broken;
}
