import { FAIRLEAD } from "../base/fairlead.ts";
import type { Problem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import type { Decision } from "../resolve/decision.ts";
import type { Gate } from "../resolve/gate.ts";
import { failsRun, isRefused } from "../resolve/outcome.ts";
import { refuseHandEdits } from "../workspace/hand-edits.ts";
import { openProject, type Project } from "../workspace/project.ts";
import type { Selection } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import type { DatastoreOptions } from "./datastore.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";
import { decisionRisks } from "./decision-risks.ts";
import { orNothingWritten } from "./nothing-written.ts";
import type { UpResult } from "./release/results.ts";
import { renderResolved } from "./render-resolved.ts";
import { resolveProject } from "./resolve-project.ts";
import { startWrite } from "./write-rendered.ts";

export interface ResumeRequest extends DatastoreOptions {
  /** `<stack>/<service>`, at least one. A reserved entry, such as the platform, counts as a service. */
  readonly targets: readonly string[];
  /** The gates, in order. @default GATES */
  readonly gates?: readonly Gate[];
}

/**
 * Lifts holds, moves the services to what their channels name, and renders. Every gate but the hold still applies.
 * @throws UserError NOT_FOUND, UNREADABLE, REFUSED with the reason of each gate, and the errors of `up`
 */
export const resume = (context: AppContext, request: ResumeRequest): Promise<UpResult> =>
  orNothingWritten(() => liftAndRender(context, request));

async function liftAndRender(context: AppContext, request: ResumeRequest): Promise<UpResult> {
  const selection = selectionOfTargets(request.targets);
  const workspace = await context.workspace();
  const { snapshot, write } = startWrite(context, workspace, selection);
  const project = await openProject(workspace, selection, { now: context.writer.now() });
  for (const [stack, service] of pairsOf(request.targets)) requireRunning(project, stack, service);
  await refuseHandEdits(project, snapshot);
  const { decisions, locks } = await resolveProject(context, project, {
    ...request,
    resume: new Set(request.targets),
    // A later run brings up a cloud. This one lifts its hold.
    clouds: new Map(),
  });
  refuseRefused(decisions);
  for (const { stack, service, outcome, reason } of decisions)
    if (outcome === "keep") context.onEvent({ kind: "resume-keeps", stack, service, reason });
  return {
    decisions,
    ...decisionRisks(decisions),
    render: await write(project, renderResolved(project, locks, "refuse")),
    engine: undefined,
  };
}

/** Returns the stacks and the services of pairs `<stack>/<service>`. */
export function selectionOfTargets(targets: readonly string[]): Selection {
  const pairs = pairsOf(targets);
  return { stacks: unique(pairs.map(([stack]) => stack)), services: unique(pairs.map(([, service]) => service)) };
}

/** Splits pairs `<stack>/<service>`. */
const pairsOf = (targets: readonly string[]): readonly (readonly [string, string])[] =>
  unique(targets).map((target) => {
    const [stack = "", service = ""] = target.split("/");
    return [stack, service];
  });

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** @throws UserError NOT_FOUND if the stack does not run the service */
function requireRunning({ model, configs }: Project, stack: string, service: string): void {
  if (isReservedEntry(service)) {
    if (configs?.get(stack)?.has(service)) return;
    throw new UserError("NOT_FOUND", `the ${service} of ${stack} does not travel, so it has no hold`, { path: `stacks/${stack}.ts` });
  }
  const found = model.stacks.find(({ name }) => name === stack);
  const runs = found !== undefined && [...found.services, ...found.images].some(({ name }) => name === service);
  const instances = found?.services.flatMap(({ name, release }) => (release === service ? [`${stack}/${name}`] : [])) ?? [];
  if (!runs && instances.length > 0) {
    const hint = `${FAIRLEAD} resume ${instances.join(" ")}`;
    throw new UserError("NOT_FOUND", `${stack} runs ${service} as instances`, { path: `stacks/${stack}.ts`, hint });
  }
  if (!runs) throw new UserError("NOT_FOUND", `${stack} does not run ${service}`, { path: `stacks/${stack}.ts` });
}

/** Refuses the whole run if a gate refuses one of the pairs. @throws UserError UNREADABLE, REFUSED */
function refuseRefused(decisions: readonly Decision[]): void {
  const refused = decisions.filter(isRefused);
  if (refused.length === 0) return;
  const problems = refused.map(({ stack, service, reason, hint }): Problem => ({
    file: `${GENERATED_ROOT}/${lockPath(stack)}`,
    path: service,
    message: reason,
    ...(hint === undefined ? {} : { hint }),
  }));
  const names = refused.map(({ stack, service }) => `${stack}/${service}`).join(", ");
  throw new UserError(failsRun(refused) ? "UNREADABLE" : "REFUSED", `${names} cannot be resumed; nothing was written`, { problems });
}
