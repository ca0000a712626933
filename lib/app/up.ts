import { secondsSince } from "../system/seconds-since.ts";
import { refuseHandEdits } from "../workspace/hand-edits.ts";
import { openProject } from "../workspace/project.ts";
import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import type { DatastoreOptions } from "./datastore.ts";
import { chooseEngine } from "./engine/choose-engine.ts";
import type { EngineChoice } from "./engine/engine-choice.ts";
import { renderWithEngine } from "./engine/render-with-engine.ts";
import { heldDecisions, heldProblems } from "./held-decisions.ts";
import { emitKeptComponents } from "./kept-components.ts";
import { orNothingWritten } from "./nothing-written.ts";
import type { UpResult } from "./release/results.ts";
import { refuseUnretired } from "./refuse-unretired.ts";
import { renderResolved } from "./render-resolved.ts";
import { resolveProject } from "./resolve-project.ts";
import { emitWarnings } from "./warnings.ts";
import { startWrite } from "./write-rendered.ts";

export interface UpRequest extends DatastoreOptions {
  readonly selection?: Selection;
  /** Overwrites edits by hand. @default false */
  readonly overwrite?: boolean;
  /** @default FAIRLEAD_ENGINE, or `auto` */
  readonly engine?: EngineChoice | undefined;
  /** The maximum number of stacks that the engine runs at once, from 1. */
  readonly parallel: number;
  /** The time limit of one stack on the engine, in seconds. @default 600 */
  readonly stackTimeout?: number | undefined;
  /** Adds the time and memory of the command itself to the result. @default false */
  readonly stats?: boolean;
}

const TIME_LIMIT_S = 600;

/**
 * Moves every stack to its releases, renders it, and writes the generated tree in one step.
 * If the objects or the version of a service have a problem, the service stays, and the others move.
 * @throws UserError INVALID_SPEC, REFUSED, DATASTORE, GIT, ENGINE, BUSY, WRITE
 */
export const up = (context: AppContext, request: UpRequest): Promise<UpResult> => orNothingWritten(() => moveAndRender(context, request));

async function moveAndRender(context: AppContext, request: UpRequest): Promise<UpResult> {
  const start = performance.now();
  const { selection = EVERYTHING, overwrite = false, parallel, stackTimeout = TIME_LIMIT_S } = request;
  const choice = chooseEngine(context, request.engine);
  const workspace = context.workspace();
  const { snapshot, write } = startWrite(context, workspace, selection);
  const project = await openProject(workspace, selection);
  if (!overwrite) await refuseHandEdits(project, snapshot);
  const { decisions, locks } = await resolveProject(context, project, request);
  refuseUnretired(project);
  const resolved = renderResolved(project, locks, "hold");
  const warnings = emitWarnings(context, resolved.warnings);
  const rendered = await renderWithEngine(context, project, resolved, { choice, parallel, timeLimitMs: stackTimeout * 1000 });
  if (rendered.run === undefined) emitKeptComponents(context, project.components);
  const written = await write(project, rendered);
  const failed = rendered.run?.stacks.filter(({ outcome }) => outcome === "failed").length ?? 0;
  const render = { ...written, stacks: written.stacks - failed, ...warnings };
  const stats = request.stats === true ? { seconds: secondsSince(start), peakBytes: process.resourceUsage().maxRSS * 1024 } : undefined;
  return {
    decisions: heldDecisions(decisions, resolved.held.services),
    render,
    engine: rendered.run,
    ...heldProblems(resolved.held, decisions),
    stats,
  };
}
