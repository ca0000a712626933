import type { Pointer } from "../../releases/pointer.ts";
import { CLOUD } from "../../model/object-names.ts";
import { TIERS } from "../../model/tier.ts";
import { releasesBehind } from "../../resolve/behind.ts";
import type { Decision } from "../../resolve/decision.ts";
import type { LockEntry } from "../../resolve/lock.ts";
import { effectOf } from "../../resolve/outcome.ts";
import { type DeployLog, ledTo } from "../../workspace/git/deploys/pair-deploys.ts";
import { openProject, type Project } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import { fleetBackups } from "../cloud/restore/backup-ages.ts";
import type { AppContext } from "../context.ts";
import type { DatastoreOptions } from "../datastore.ts";
import { expiredStacks } from "../expired-stacks.ts";
import { type ProjectResolution, resolveProject } from "../resolve-project.ts";
import type { DeployStatus, StatusResult, Version } from "./status-result.ts";

/**
 * Shows what each stack runs, since when, and how far it is behind its channel. Renders nothing, and writes only a cache in git's
 * directory. @throws UserError INVALID_SPEC, DATASTORE, GIT, REFUSED
 */
export async function status(context: AppContext, options: DatastoreOptions, selection: Selection = EVERYTHING): Promise<StatusResult> {
  const { status: read, project } = await readStatus(context, options, selection);
  return { ...read, ...(await fleetBackups(project, selection, read.at)) };
}

/** The status of a fleet, with the facts that it was made from. */
export interface ReadStatus {
  readonly status: StatusResult;
  readonly project: Project;
  readonly log: DeployLog;
}

/** Reads the status of a fleet. @throws UserError as `status` */
export async function readStatus(context: AppContext, options: DatastoreOptions, selection: Selection): Promise<ReadStatus> {
  const project = await openProject(await context.workspace(), selection, { now: context.writer.now() });
  const { workspace, fleet, model } = project;
  const [resolution, log] = await Promise.all([resolveProject(context, project, options), readLog(workspace.history)]);
  const pointerOf = pointersOf(project, resolution);
  const stacks = model.stacks.toSorted((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
  const result = {
    name: fleet.config.name,
    at: context.writer.now(),
    stacks: stacks.map(({ name, tier, channel }) => ({ stack: name, tier, channel })),
    deployments: shownIn(project, resolution).map((decision) => deployStatus(decision, pointerOf(decision), log)),
    ...expiredStacks(context, project).result,
  };
  return { status: result, project, log };
}

/** Leaves out clouds if no run has ever brought one up: the fleet may have them elsewhere. */
function shownIn({ locks }: Project, { decisions }: ProjectResolution): readonly Decision[] {
  const hasClouds = [...locks.values()].some((lock) => lock.has(CLOUD));
  return hasClouds ? decisions : decisions.filter(({ service }) => service !== CLOUD);
}

const readLog = async (history: Project["workspace"]["history"]): Promise<DeployLog> =>
  (await history.state()) === "whole" ? history.deploys() : new Map();

/** Returns the pointer that a service of a stack follows. An instance follows the releases of its service. */
function pointersOf({ model }: Project, { channels }: ProjectResolution): (decision: Decision) => Pointer | undefined {
  const stacks = new Map(
    model.stacks.map(({ name, channel, services }) => [
      name,
      { channel, releases: new Map(services.map((service) => [service.name, service.release])) },
    ]),
  );
  return ({ stack, service }) => {
    const found = stacks.get(stack);
    return channels.get(found?.channel ?? "")?.pointers.get(found?.releases.get(service) ?? service);
  };
}

function deployStatus(decision: Decision, pointer: Pointer | undefined, log: DeployLog): DeployStatus {
  const { stack, service, isImage, outcome, reason, hint, until, from, to } = decision;
  const deployed = log.get(`${stack}/${service}`)?.deployed;
  const behind = releasesBehind(from, pointer);
  return {
    stack,
    service,
    ...(isImage === undefined ? {} : { isImage }),
    outcome,
    effect: effectOf(outcome),
    reason,
    ...(hint === undefined ? {} : { hint }),
    ...(until === undefined ? {} : { until }),
    version: from && versionOf(from),
    deployed: from !== undefined && deployed !== undefined && ledTo(deployed, from) ? deployed.commit : undefined,
    candidate: pointer === undefined || behind === 0 ? undefined : versionOf(pointer),
    behind,
    // The history may know of a hold that the lock does not have yet.
    hold: to?.hold ?? from?.hold,
  };
}

const versionOf = ({ tag, release, digest }: Pick<LockEntry, "tag" | "release" | "digest">): Version => ({ tag, release, digest });
