import { join } from "node:path";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { quoted } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import type { StackModel } from "../../model/model.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { renderProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { applySteps } from "./apply-steps.ts";
import { type Program, shellLine } from "./command-line.ts";
import { currentContext, findProgram, isContextOf } from "./kube-context.ts";
import { type PlannedStep, planSteps, planTasks } from "./plan-steps.ts";
import { type BootstrapProject, factsOf } from "./project-facts.ts";
import type { BootstrapResult, StepOutcome } from "./results.ts";

/** Asks a person if steps may change the cluster of a context. */
type Confirm = (context: string, steps: number) => Promise<boolean>;

export interface BootstrapRequest {
  readonly stack: string;
  /** The ids of steps that are left out, or the beginnings of their ids. */
  readonly skip: readonly string[];
  /** Runs the steps. @default shows them only */
  readonly apply?: Apply;
}

interface Apply {
  /** The context that must be the current one. @default one that is named after the cluster */
  readonly context: string | undefined;
  /** Undefined if nobody is asked. */
  readonly confirm: Confirm | undefined;
}

/**
 * Lists the steps that bring a new cluster to the point at which Argo CD takes over. Runs them if the request asks for it.
 * @throws UserError NOT_FOUND, INVALID_SPEC, USAGE, REFUSED, CLUSTER
 */
export async function bootstrap(context: AppContext, request: BootstrapRequest): Promise<BootstrapResult> {
  const rendered = await renderProject(await context.workspace(), { stacks: [request.stack], services: [] });
  const project = factsOf(rendered, request.stack);
  const { facts } = project;
  const steps = withoutSkipped(planSteps(facts), request.skip);
  const result = (outcomes: readonly StepOutcome[]): BootstrapResult => ({
    stack: request.stack,
    cluster: facts.stack.cluster,
    steps: steps.map(({ id, title, why, line }, index) => ({
      id,
      title,
      why,
      command: shellLine(line),
      outcome: outcomes[index] ?? "to do",
    })),
    tasks: planTasks(facts),
  });
  if (request.apply === undefined) return result([]);
  refuseStale(project);
  const programs = new Map([...programsOf(steps)].map((program) => [program, findProgram(context, program)]));
  const current = await currentContext(context, findProgram(context, "kubectl"));
  refuseWrongContext(current, request.apply, facts.stack);
  if ((await request.apply.confirm?.(current, steps.length)) === false) {
    throw new UserError("REFUSED", `nothing was changed in ${current}`, { hint: `${FAIRLEAD} bootstrap ${request.stack} shows the steps` });
  }
  const { outcomes, failure, interrupted } = await applySteps(context, steps, { root: project.root, context: current, programs });
  const next = [FAIRLEAD, "bootstrap", request.stack, ...request.skip.flatMap((id) => ["--skip", id]), "--apply", "--context", current];
  return {
    ...result(outcomes),
    context: current,
    ...(failure === undefined
      ? {}
      : { failure: { ...failure, next: next.map((word) => (word === FAIRLEAD ? word : quoted(word))).join(" ") } }),
    ...(interrupted === undefined ? {} : { interrupted }),
  };
}

const programsOf = (steps: readonly PlannedStep[]): ReadonlySet<Program> => new Set(steps.map(({ line }) => line.program));

/** True if an id names a step, or begins the ids of several: `argo-cd` names all steps of Argo CD. */
const isNamed = (step: PlannedStep, id: string): boolean => step.id === id || step.id.startsWith(`${id}-`);

/** Leaves out steps. @throws UserError USAGE for ids that no step has */
function withoutSkipped(steps: readonly PlannedStep[], skip: readonly string[]): readonly PlannedStep[] {
  const unknown = skip.filter((id) => !steps.some((step) => isNamed(step, id)));
  if (unknown.length === 0) return steps.filter((step) => !skip.some((id) => isNamed(step, id)));
  throw new UserError("USAGE", `no step has the id ${unknown.map((id) => `"${id}"`).join(", ")}`, {
    hint: `the ids are ${steps.map(({ id }) => id).join(", ")}`,
  });
}

/** Refuses files that differ from the specs: kubectl would apply them. @throws UserError REFUSED */
function refuseStale({ root, files }: BootstrapProject): void {
  const stale = [...files].filter(([path, content]) => readIfExists(join(root, GENERATED_ROOT, path)) !== content);
  if (stale.length === 0) return;
  throw new UserError("REFUSED", "files that the steps apply differ from the specs", {
    hint: `${FAIRLEAD} render`,
    problems: stale.map(([path]) => ({ file: `${GENERATED_ROOT}/${path}`, path: "", message: "is missing, or differs from the specs" })),
  });
}

/** Refuses the context of another cluster. @throws UserError REFUSED */
function refuseWrongContext(
  current: string,
  { context: expected, confirm }: Apply,
  { name, cluster }: Pick<StackModel, "name" | "cluster">,
): void {
  if (expected !== undefined) {
    if (current === expected) return;
    const hint = `kubectl config use-context ${quoted(expected)}`;
    throw new UserError("REFUSED", `kubectl's context is ${current}, not ${expected}`, { hint });
  }
  const isAny = cluster === "in-cluster";
  if (isContextOf(current, cluster) || (isAny && confirm !== undefined)) return;
  const message = isAny
    ? `the cluster ${cluster} of ${name} does not tell if kubectl's context ${current} is the right one`
    : `the name of kubectl's context ${current} does not end in the cluster ${cluster} of ${name}`;
  const hint = `if it is the right one: ${FAIRLEAD} bootstrap ${name} --apply --context ${quoted(current)}`;
  throw new UserError("REFUSED", message, { hint });
}
