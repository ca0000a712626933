import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { UserError } from "../../base/user-error.ts";
import { datastoreOf } from "../../model/config.ts";
import { type StackFile, servicesOf } from "../../model/fleet.ts";
import { stacksByPullRequest } from "../../model/pipeline/stacks-by-pull-request.ts";
import { channelOf } from "../../model/stack.ts";
import { promoteChannel, type Promotion } from "../../releases/promote.ts";
import { isEmptyChannel, readChannel } from "../../releases/read.ts";
import { openProject, type Project } from "../../workspace/project.ts";
import { checkSelection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openProjectDatastore } from "../datastore.ts";
import type { PromotedResult } from "../release/results.ts";
import { verifiedReleases } from "./verified-releases.ts";

export interface PromoteStacksRequest extends DatastoreOptions {
  /** A stack or a tier: what it runs is promoted. */
  readonly from: string;
  /** A stack or a tier: the channel that it follows moves. */
  readonly to: string;
  /** Empty for every service that both run. */
  readonly services: readonly string[];
  /** True to show the moves, and to move nothing. */
  readonly dryRun: boolean;
}

/**
 * Moves the channel of some stacks to the releases that other stacks run. The channel of those may already name newer ones.
 * @throws UserError NOT_FOUND, REFUSED with every problem before anything moves. DATASTORE
 */
export async function promoteStacks(context: AppContext, request: PromoteStacksRequest): Promise<PromotedResult> {
  const { from, to, dryRun } = request;
  const project = await openProject(await context.workspace());
  const { fleet, locks, workspace } = project;
  checkSelection(fleet, { stacks: [], services: request.services }, []);
  const [sources, targets] = [stacksOf(project, from), stacksOf(project, to)];
  const channel = channelTo(sources, targets, request);
  const isAsked = (service: string): boolean => request.services.length === 0 || request.services.includes(service);
  const services = [...new Set(targets.flatMap(({ stack }) => servicesOf(stack, fleet.services).map(({ service }) => service.name)))]
    .filter((service) => isAsked(service) && (request.services.length > 0 || isRun(sources, locks, service)))
    .sort();
  const verified = verifiedReleases(new Map(sources.map(({ stack }) => [stack.name, locks.get(stack.name) ?? new Map()])), services);
  const problems = [...verified.problems, ...strangers(request, services)];
  if (problems.length > 0)
    throw new UserError("REFUSED", `${from} cannot be promoted to ${to}; nothing was moved`, {
      problems,
      hint: `${FAIRLEAD} plan shows what each stack runs`,
    });
  const store = await openProjectDatastore(context, request, workspace.root, datastoreOf(fleet.config));
  const target = await readChannel(store, channel);
  const source = { name: from, pointers: verified.sources, broken: new Map<string, string>() };
  const moves = { from: source, to: target, services: [...verified.sources.keys()].sort(), dryRun };
  const promotions: readonly Promotion[] = await promoteChannel(store, moves, context.writer);
  const moved = promotions.some(({ outcome }) => outcome === "moved");
  const delivered = new Set(stacksByPullRequest(fleet).map(({ stack }) => stack));
  const byPullRequest = targets.map(({ stack }) => stack.name).filter((stack) => delivered.has(stack));
  return {
    datastore: store.url,
    from,
    to: channel,
    created: isEmptyChannel(target) && moved && !dryRun,
    promotions,
    ...(dryRun ? { dryRun } : {}),
    ...(byPullRequest.length > 0 && moved ? { byPullRequest } : {}),
  };
}

/** Returns the stacks of a name or a tier. @throws UserError NOT_FOUND */
function stacksOf({ fleet }: Project, name: string): readonly StackFile[] {
  const active = fleet.stacks.filter(({ stack }) => stack.input.retired !== true);
  const found = active.filter(({ stack }) => stack.name === name || stack.tier === name);
  if (found.length > 0) return found;
  const names = [...new Set(active.flatMap(({ stack }) => [stack.name, stack.tier]))];
  throw new UserError("NOT_FOUND", `there is no stack or tier "${name}"${suggestion(name, names, "ls stacks/")}`, {
    hint: `--from and --to take one of: ${names.join(", ")}`,
  });
}

/** Returns the one channel that moves. @throws UserError REFUSED if a stack of `from` follows it, or if there are several */
function channelTo(sources: readonly StackFile[], targets: readonly StackFile[], { from, to }: PromoteStacksRequest): string {
  const [channel = "", ...others] = [...new Set(targets.map(({ stack }) => channelOf(stack)))];
  if (others.length > 0)
    throw new UserError("REFUSED", `the stacks of ${to} follow the channels ${[channel, ...others].join(", ")}: promote to one stack`, {
      hint: `${FAIRLEAD} promote --from ${from} --to ${targets[0]?.stack.name ?? to}`,
    });
  const follower = sources.find(({ stack }) => channelOf(stack) === channel);
  const file = targets[0]?.file ?? "";
  if (follower === undefined) return channel;
  throw new UserError(
    "REFUSED",
    `${follower.stack.name} and ${to} follow the same channel ${channel}, so ${to} takes each release by itself`,
    {
      path: file,
      hint: `write channel: "${to}" in ${file}, or order the stacks in stacks/pipeline.ts`,
    },
  );
}

const isRun = (sources: readonly StackFile[], locks: Project["locks"], service: string): boolean =>
  sources.some(({ stack }) => locks.get(stack.name)?.has(service) === true);

/** Lists the asked services that the targets do not run. */
const strangers = ({ services, to }: PromoteStacksRequest, known: readonly string[]): readonly Problem[] =>
  services
    .filter((service) => !known.includes(service))
    .map((service) => ({ file: `services/${service}.ts`, path: "", message: `${to} does not run it` }));
