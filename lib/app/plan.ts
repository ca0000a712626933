import { secondsSince } from "../system/seconds-since.ts";
import { deletionsOf, readFrom } from "./deletions.ts";
import { handEditsError } from "../workspace/hand-edits.ts";
import { openProject, policyWarnings } from "../workspace/project.ts";
import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import type { DatastoreOptions } from "./datastore.ts";
import { decisionRisks } from "./decision-risks.ts";
import { expiredStacks } from "./expired-stacks.ts";
import { heldDecisions, heldProblems } from "./held-decisions.ts";
import { type PassFlags, passOf } from "./pass.ts";
import type { PlanResult } from "./release/results.ts";
import { refuseUnretired } from "./refuse-unretired.ts";
import { checkResolved } from "./render-resolved.ts";
import { inPhase } from "./phase.ts";
import { resolveProject } from "./resolve-project.ts";
import { emitWarnings } from "./warnings.ts";

/**
 * Decides what each stack runs, and compiles it. A problem of specs, locks or datastore fails `plan`, as it fails `up`. Edits by hand
 * refuse `up` only. Runs no components.
 * @throws UserError INVALID_SPEC, DATASTORE, GIT, UNSAFE_TREE
 */
export async function plan(
  context: AppContext,
  options: DatastoreOptions & PassFlags,
  selection: Selection = EVERYTHING,
): Promise<PlanResult> {
  const start = performance.now();
  const workspace = await context.workspace();
  const project = await inPhase(context, "load", () => openProject(workspace, selection, { now: context.writer.now() }));
  // Lists the tree, as `up` does before it writes, so that a repository inside stops both.
  const onDisk = project.workspace.tree.paths();
  const [{ decisions, locks }, error] = await inPhase(context, "resolve", () =>
    Promise.all([resolveProject(context, project, { ...options, pass: passOf(options, selection) }), handEditsError(project)]),
  );
  refuseUnretired(project);
  const { held, paths, owned, warnings } = await inPhase(context, "compile", () => checkResolved(project, locks));
  const refusal = error && { message: error.message, hint: error.hint, problems: error.problems };
  const made = heldDecisions(decisions, held.services);
  const removed = onDisk.filter((path) => owned(path) && !paths.has(path));
  const deletions = deletionsOf(readFrom(project.workspace.tree), { removed, created: () => without(paths, onDisk) });
  const expired = expiredStacks(context, project);
  return {
    decisions: made,
    ...decisionRisks(made),
    ...deletions,
    ...heldProblems(held, decisions),
    ...expired.result,
    ...emitWarnings(context, [...warnings, ...policyWarnings(project), ...expired.warnings]),
    refusal,
    seconds: secondsSince(start),
  };
}

function without(paths: ReadonlySet<string>, others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return [...paths].filter((path) => !known.has(path));
}
