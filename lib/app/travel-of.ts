import { UserError } from "../base/user-error.ts";
import { timeText } from "../base/times.ts";
import type { Lock } from "../resolve/lock.ts";
import type { FleetTravel, IsBroughtUp } from "../resolve/travel/fleet-travel.ts";
import { wavesOf } from "../resolve/travel/route.ts";
import type { Pass } from "../resolve/travel/pass.ts";
import type { Project } from "../workspace/project.ts";
import { activeFreezes } from "../workspace/active-freezes.ts";
import { readFreezes } from "../workspace/freezes.ts";
import { isSelected } from "../workspace/selection.ts";
import type { BroughtUp } from "./fleet-versions.ts";

interface TravelOptions {
  /** The time of the run. RFC 3339, UTC. */
  readonly now: string;
  /** True if the repository has a commit. */
  readonly isCommitted: boolean;
  /** The pass of the selected services. */
  readonly pass: Pass | undefined;
  /** The clouds that another job brought up. Undefined if the run brings up every cloud. */
  readonly clouds: BroughtUp | undefined;
}

/** Returns a test for clouds that are up. */
export const isBroughtUpIn =
  (clouds: BroughtUp): IsBroughtUp =>
  (stack, config) =>
    clouds.get(stack) === config;

/** Reads everything that the gates of a pipeline need. @returns undefined if the fleet has no pipeline. @throws UserError GIT, INVALID_SPEC */
export async function travelOf(
  project: Project,
  locks: ReadonlyMap<string, Lock>,
  { now, isCommitted, pass, clouds }: TravelOptions,
): Promise<FleetTravel | undefined> {
  const { whole, configs = new Map<string, never>(), workspace, selection } = project;
  const { pipeline } = whole;
  if (pipeline === undefined) {
    if (pass === undefined) return undefined;
    throw new UserError("USAGE", `--${pass} passes the gates of a pipeline, and the repository has none`, { hint: `leave out --${pass}` });
  }
  const waves = wavesOf(pipeline);
  // No stack waits for the last wave, but a failed check may take its releases back.
  const places = new Set(waves.flatMap(({ stacks, rollsBack }, at) => (rollsBack || at < waves.length - 1 ? stacks : [])));
  const services = new Map<string, readonly string[]>();
  for (const stack of places) {
    const names = [...(locks.get(stack)?.keys() ?? [])];
    if (names.length > 0) services.set(stack, names);
  }
  const window = Math.max(0, ...waves.map(({ soakMs }) => soakMs));
  const question = { locks, services, notBefore: timeText(Date.parse(now) - window) };
  const since = isCommitted && services.size > 0 ? await workspace.history.since(question) : new Map<string, string>();
  return {
    pipeline,
    configs,
    since,
    freezes: activeFreezes(pipeline, readFreezes(workspace.tree), now),
    ...(clouds === undefined ? {} : { isBroughtUp: isBroughtUpIn(clouds) }),
    passOf: (stack, service) => (pass !== undefined && isSelected(selection, stack, service) ? pass : undefined),
  };
}
