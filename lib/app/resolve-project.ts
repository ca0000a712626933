import { relative, resolve } from "node:path";
import { releaseName } from "../releases/names.ts";
import { type Channel, inParallel, readChannel, readRelease, settled } from "../releases/read.ts";
import type { Store } from "../releases/store.ts";
import type { Pointer } from "../releases/pointer.ts";
import { adoptedReleases } from "../resolve/adopted-releases.ts";
import type { FleetVersions, StackVersions } from "../resolve/gate.ts";
import { type DatastorePlace, historyQuestions } from "../resolve/history-questions.ts";
import type { Lock } from "../resolve/lock.ts";
import { type Resolution, resolveFleet } from "../resolve/resolve.ts";
import { datastoreOf } from "../model/config.ts";
import { checkFleet } from "../model/check/model.ts";
import { UserError } from "../base/user-error.ts";
import type { DatastoreFlags } from "../cli/command.ts";
import { openProjectDatastore } from "./release/open-datastore.ts";
import { historyState, readLockHistory } from "../workspace/git/lock-history.ts";
import { topLevel } from "../workspace/git/repository.ts";
import type { Io } from "../cli/io.ts";
import { stacksWithLock } from "../workspace/locked-releases.ts";
import { type Project, readLock, type Selection } from "../workspace/project.ts";

/**
 * The maximum number of records that one run reads, a request each. Only a first run adopts more. Then the pointers are enough, because
 * one command writes a record and its pointer.
 */
const MAX_RECORDS = 100;

/** The pairs that a run decides about. */
export interface ResolveRequest {
  readonly selection: Selection;
  /** `<stack>/<service>`: only these pairs, each past its hold. @default every pair of the selection, none past its hold */
  readonly resume?: ReadonlySet<string>;
}

/** Decides by channels, locks and history which version each stack runs. @throws UserError DATASTORE, GIT */
export async function resolveProject(io: Io, flags: DatastoreFlags, project: Project, request: ResolveRequest): Promise<Resolution> {
  const { root, fleet } = project;
  const state = await historyState(root);
  if (state === "none") io.err(`${root} is in no git repository, so rollbacks cannot be seen; git init keeps a history\n`);
  const { selection, resume = new Set() } = request;
  const stacks = versionsOf(project, selection);
  const locks = locksOf(project);
  const selects = (stack: string, service: string): boolean =>
    resume.size > 0 ? resume.has(`${stack}/${service}`) : isSelected(selection, stack, service);
  const store = await openProjectDatastore(io, flags, root, datastoreOf(fleet.config));
  const channels = new Map<string, Channel>();
  await inParallel(
    [...new Set(stacks.map(({ channel }) => channel))],
    async (name) => void channels.set(name, await readChannel(store, name)),
  );
  for (const channel of channels.values()) refuseEmpty(store, channel, { stacks, locks, selects });
  const versions = { stacks, locks, channels, now: new Date().toISOString(), resume, selects };
  const known = { ...versions, brokenRecords: await brokenRecords(store, adoptedReleases(versions)) };
  // Without a commit no stack has run anything before.
  const questions = state === "whole" ? historyQuestions(known, await datastorePlace(store, root)) : [];
  return resolveFleet({ ...known, history: await readLockHistory(root, questions, locks) });
}

/** Returns "repository" if git tracks the datastore's directory, too. */
async function datastorePlace({ url }: Store, root: string): Promise<DatastorePlace> {
  const top = await topLevel(root);
  if (top === undefined || !url.startsWith("file:")) return "elsewhere";
  return relative(top, resolve(root, url.slice("file:".length))).startsWith("..") ? "elsewhere" : "repository";
}

/** Refuses an empty channel that locks follow: the address is wrong, or every release is lost. @throws UserError DATASTORE */
function refuseEmpty({ url }: Store, { name, pointers, broken }: Channel, { stacks, locks, selects }: Followers): void {
  if (pointers.size + broken.size > 0) return;
  const entries = stacks
    .filter(({ channel }) => channel === name)
    .flatMap((stack) => [...(locks.get(stack.name) ?? [])].filter(([service]) => selects(stack.name, service)))
    .filter(([, { release }]) => release !== undefined);
  if (entries.length === 0) return;
  throw new UserError("DATASTORE", `${url} has no channel ${name}, but ${entries.length} lines of the locks came from one`, {
    hint: "is this the right datastore? datastore in fairlead.config.ts says which, FAIRLEAD_DATASTORE and --datastore come before it",
  });
}

interface Followers extends Pick<FleetVersions, "stacks" | "locks"> {
  readonly selects: (stack: string, service: string) => boolean;
}

/** Returns the versions part of every stack of the fleet, whichever stacks the run writes. */
function versionsOf({ fleet, model }: Project, selection: Selection): readonly StackVersions[] {
  // A selection leaves the other stacks out of the project's model. Their problems are not the problems of this run.
  const { stacks } = selection.stacks.length === 0 ? model : checkFleet(fleet).model;
  return stacks.map(({ name, tier, channel, services }) => ({
    name,
    tier,
    channel,
    services: services.map((service) => ({ name: service.name, image: service.image })),
  }));
}

/** Returns the lock of every stack that has one, also of stacks that no spec declares any more. */
function locksOf({ root, locks }: Project): ReadonlyMap<string, Lock> {
  const others = stacksWithLock(root).filter((stack) => !locks.has(stack));
  return new Map([...locks, ...others.map((stack) => [stack, readLock(root, stack).lock] as const)]);
}

const isSelected = ({ stacks, services }: Selection, stack: string, service: string): boolean =>
  (stacks.length === 0 || stacks.includes(stack)) && (services.length === 0 || services.includes(service));

/** Reads the records that stacks would move to. A record that is missing, malformed or contradicts its pointer is broken. */
async function brokenRecords(store: Store, adopted: readonly Pointer[]): Promise<ReadonlyMap<string, string>> {
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
