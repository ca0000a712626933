import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { CLOUD } from "../model/object-names.ts";
import { secondsSince } from "../system/seconds-since.ts";
import { refuseHandEdits } from "../workspace/hand-edits.ts";
import { openProject, policyWarnings } from "../workspace/project.ts";
import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import { settleClouds } from "./cloud/settle-clouds.ts";
import { upCloud } from "./cloud/up-cloud.ts";
import type { AppContext } from "./context.ts";
import type { DatastoreOptions } from "./datastore.ts";
import { chooseEngine } from "./engine/choose-engine.ts";
import type { EngineChoice } from "./engine/engine-choice.ts";
import { type EngineFlags, engineLimits } from "./engine/engine-limits.ts";
import { renderWithEngine } from "./engine/render-with-engine.ts";
import { decisionRisks } from "./decision-risks.ts";
import type { BroughtUp } from "./fleet-versions.ts";
import { expiredStacks } from "./expired-stacks.ts";
import { heldDecisions, heldProblems } from "./held-decisions.ts";
import { emitKeptComponents } from "./kept-components.ts";
import { chooseOnly, type Only } from "./only.ts";
import { type PassFlags, passOf } from "./pass.ts";
import { inPhase } from "./phase.ts";
import { orNothingWritten } from "./nothing-written.ts";
import type { UpResult } from "./release/results.ts";
import { refuseUnretired } from "./refuse-unretired.ts";
import { renderResolved } from "./render-resolved.ts";
import { resolveProject } from "./resolve-project.ts";
import { emitWarnings } from "./warnings.ts";
import { requireWholeStacks } from "./whole-stacks.ts";
import { startWrite } from "./write-rendered.ts";

export interface UpRequest extends DatastoreOptions, EngineFlags, PassFlags {
  readonly selection?: Selection;
  /** Overwrites edits by hand. @default false */
  readonly overwrite?: boolean;
  /** @default FAIRLEAD_ENGINE, or `auto` */
  readonly engine?: EngineChoice | undefined;
  /** Renders every component, also those whose files are up to date. @default false */
  readonly components?: boolean;
  /** The half to do: the cloud, or the manifests. @default FAIRLEAD_ONLY, or both */
  readonly only?: Only | undefined;
  /** The clouds that another job brought up, if this run brings up none. @default none */
  readonly clouds?: BroughtUp | undefined;
  /** Adds the time and memory of the command itself to the result. @default false */
  readonly stats?: boolean;
}

/**
 * Brings up the cloud of every stack. Moves every stack to its releases, renders it, and writes the generated tree in one step.
 * If the objects or the version of a service have a problem, the service stays, and the others move.
 * @throws UserError INVALID_SPEC, REFUSED, DATASTORE, GIT, ENGINE, BUSY, WRITE
 */
export const up = (context: AppContext, request: UpRequest): Promise<UpResult> => orNothingWritten(() => moveAndRender(context, request));

async function moveAndRender(context: AppContext, request: UpRequest): Promise<UpResult> {
  const start = performance.now();
  const { selection = EVERYTHING, overwrite = false } = request;
  const limits = engineLimits(request);
  const choice = chooseEngine(context, request.engine);
  const everyComponent = request.components === true;
  if (everyComponent) requireRenderable(choice, selection);
  const workspace = await context.workspace();
  const { snapshot, write } = startWrite(context, workspace, selection);
  const options = { rendersComponents: choice !== "embedded", now: context.writer.now() };
  const project = await inPhase(context, "load", () => openProject(workspace, selection, options));
  if (!overwrite) await refuseHandEdits(project, snapshot);
  const brings = bringsCloud(context, request, selection);
  const asked = { ...request, pass: passOf(request, selection), clouds: brings ? undefined : (request.clouds ?? NO_CLOUD) };
  const planned = await inPhase(context, "resolve", () => resolveProject(context, project, asked));
  refuseUnretired(project);
  const first = await inPhase(context, "compile", () => renderResolved(project, planned.locks, "hold"));
  const expired = expiredStacks(context, project);
  const warnings = emitWarnings(context, [...first.warnings, ...policyWarnings(project), ...expired.warnings]);
  // Manifests name resources and take no output, so a cloud that fails stops no render.
  const clouds = brings
    ? await upCloud(context, project, { choice, required: false, locks: planned.locks, ...engineLimits(request, "cloud") })
    : undefined;
  const settled = clouds === undefined ? planned : settleClouds(planned, clouds.broughtUp);
  const resolved = settled === planned ? first : renderResolved(project, settled.locks, "hold");
  const { decisions } = settled;
  const cloud = clouds?.run;
  const writer = { choice, everyComponent, ...limits };
  const rendered = await inPhase(context, "render", () => renderWithEngine(context, project, resolved, writer));
  if (rendered.run === undefined) emitKeptComponents(context, project.components);
  const written = await inPhase(context, "write", () => write(project, rendered));
  const failed = rendered.run?.stacks.filter(({ outcome }) => outcome === "failed").length ?? 0;
  const render = { ...written, stacks: written.stacks - failed, ...warnings };
  const stats = request.stats === true ? { seconds: secondsSince(start), peakBytes: process.resourceUsage().maxRSS * 1024 } : undefined;
  const made = heldDecisions(decisions, resolved.held.services);
  return {
    decisions: made,
    ...decisionRisks(made),
    ...expired.result,
    render,
    engine: rendered.run,
    ...(cloud === undefined ? {} : { cloud }),
    ...heldProblems(resolved.held, decisions),
    stats,
  };
}

/** True if the run brings up the cloud. A run for some services does not: a cloud belongs to its stack as a whole. */
const bringsCloud = (context: AppContext, { only }: UpRequest, { services }: Selection): boolean =>
  chooseOnly(context, only) !== "manifests" && (services.length === 0 || services.includes(CLOUD));

/** A run that renders manifests only, and that no other job told of a cloud. */
const NO_CLOUD: BroughtUp = new Map();

/** Refuses to render components with a writer or for services that have none. @throws UserError USAGE */
function requireRenderable(choice: EngineChoice, selection: Selection): void {
  requireWholeStacks("--components", selection);
  if (choice !== "embedded") return;
  throw new UserError("USAGE", "--components needs the engine, and the writer is embedded", {
    hint: `${FAIRLEAD} up --components --engine pulumi`,
  });
}
