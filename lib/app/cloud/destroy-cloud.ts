import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { suggestion } from "../../base/suggestion.ts";
import { foundationOf } from "../../cloud/place/place-shards.ts";
import { quoted } from "../../base/text.ts";
import { type PartEnd, planDestroy } from "../../diff/cloud/plan-destroy.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { openProject, type Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import type { DestroyResult } from "./destroy-result.ts";
import { destroyParts } from "./destroy-parts.ts";
import { usedCopies } from "./restore/used-copies.ts";
import { readParts, requireStack, specOf } from "./recorded-stacks.ts";
import { labelOf } from "./shard-result.ts";
import { usersOfInstances } from "./users-of-instances.ts";

export interface DestroyRequest extends EngineFlags {
  readonly stack: string;
  /** The services whose resources go. Empty for the whole stack. */
  readonly services: readonly string[];
  /** The Pulumi stack that goes. @default all of the stack */
  readonly part?: string | undefined;
  /** True if only the plan is wanted. */
  readonly dryRun: boolean;
  /** Returns what a person typed as the name of the stack, after the plan; undefined for no answer. */
  readonly confirm: (plan: DestroyResult) => Promise<string | undefined>;
}

/**
 * Deletes the recorded cloud of a stack, also if its spec is gone. Protected resources stay, with what they need.
 * @throws UserError NOT_FOUND, REFUSED if others use what goes, BUSY if the state changed after the plan, USAGE, STATE, ENGINE, INVALID_SPEC
 */
export async function destroyCloud(context: AppContext, request: DestroyRequest): Promise<DestroyResult> {
  const { stack, services, part, dryRun, confirm } = request;
  const project = await openProject(await context.workspace());
  const files = await openState(project.fleet.config.state ?? DEFAULTS.state, project.workspace.root);
  const { name } = project.workspace.specs.pulumiProject(project.fleet.config.name);
  await requireStack(project.fleet, files, name, stack);
  const read = async (): Promise<readonly ParsedState[]> => selected(await readParts(files, name, stack), stack, part);
  const states = await read();
  const parts = planOf(states, services);
  const plan: DestroyResult = {
    stack,
    services,
    ...(part === undefined ? {} : { part }),
    spec: specOf(project.fleet, stack),
    outcome: "planned",
    parts,
  };
  if (parts.every(({ goes, stays, targets }) => goes.length === 0 && stays.length === 0 && targets !== undefined))
    return { ...plan, outcome: "nothing" };
  requireComplete(states, plan.spec, stack);
  requireUnused(project, request, parts);
  if (dryRun || parts.every(({ goes, targets }) => goes.length === 0 && targets !== undefined)) return plan;
  const typed = await confirm(plan);
  if (typed === undefined) return { ...plan, outcome: "unconfirmed" };
  if (typed !== stack) {
    throw new UserError("USAGE", `"${typed}" is not the name of the stack; nothing was deleted`, { hint: `type ${stack} to confirm` });
  }
  const now = await read();
  if (JSON.stringify(planOf(now, services)) !== JSON.stringify(parts)) {
    throw new UserError("BUSY", `the state of ${stack} changed after the plan; nothing was deleted`, { hint: "run the command again" });
  }
  const work = { files, project, parts, states: now, ...engineLimits(request, "cloud") };
  return { ...plan, outcome: "destroyed", run: await destroyParts(context, stack, work) };
}

/** Returns the parts that a run is about. Others stay, so a part that others need is refused. @throws UserError NOT_FOUND, USAGE */
function selected(states: readonly ParsedState[], stack: string, part: string | undefined): readonly ParsedState[] {
  if (part === undefined) return states;
  const known = states.map(({ recorded }) => recorded.stack);
  if (!known.includes(part)) throw new UserError("NOT_FOUND", `${stack} has no part "${part}"${suggestion(part, known)}`);
  if (part === foundationOf(stack) && known.length > 1) {
    throw new UserError("USAGE", `the other parts of ${stack} need ${part}`, { hint: "leave out --part to delete the whole cloud" });
  }
  return states.filter(({ recorded }) => recorded.stack === part);
}

const planOf = (states: readonly ParsedState[], services: readonly string[]): readonly PartEnd[] =>
  planDestroy(
    states.map(({ recorded }) => recorded),
    services,
  );

/** Refuses a state with creations that a killed run did not end: the cloud may have what no state records. @throws UserError STATE */
function requireComplete(states: readonly ParsedState[], spec: DestroyResult["spec"], stack: string): void {
  const pending = states.flatMap(({ recorded }) => recorded.pendingOperations.filter(({ kind }) => kind === "creating"));
  if (pending.length === 0) return;
  const names = pending.map(({ resource }) => labelOf(resource.urn)).join(", ");
  throw new UserError("STATE", `a killed run may have created resources that the state does not have: ${names}`, {
    hint: {
      "in use": `${FAIRLEAD} up --only cloud --stack ${quoted(stack)} takes them over`,
      retired: `look for them in the cloud; then ${FAIRLEAD} cloud repair ${quoted(stack)} forgets them`,
      removed: `bring back stacks/${stack}.ts; then ${FAIRLEAD} up --only cloud --stack ${quoted(stack)} takes them over`,
    }[spec],
  });
}

/** Refuses to take away what services of others use. @throws UserError REFUSED with all of them */
function requireUnused({ model }: Project, { stack, services }: DestroyRequest, parts: readonly PartEnd[]): void {
  const users = usersOfInstances(model.stacks);
  const isOther = (user: string): boolean => user.includes("/") || (services.length > 0 && !services.includes(user));
  const blocks = new Map(parts.flatMap(({ goes }) => goes.map(({ block }) => [block, users.get(`${stack} ${block}`) ?? []] as const)));
  const problems = [
    ...usedCopies(model.stacks, stack, parts),
    ...[...blocks].flatMap(([block, names]) => {
      const others = names.filter(isOther);
      return others.length === 0 ? [] : [{ file: `stacks/${stack}.ts`, path: block, message: `is used by ${others.join(", ")}` }];
    }),
  ];
  if (problems.length === 0) return;
  throw new UserError("REFUSED", `others use what would be deleted of ${stack}; nothing was deleted`, {
    problems,
    hint: "first take the need away from these services, and run up",
  });
}
