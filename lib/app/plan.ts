import { secondsSince } from "../system/seconds-since.ts";
import { openProject } from "../workspace/project.ts";
import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import type { DatastoreOptions } from "./datastore.ts";
import type { PlanResult } from "./release/results.ts";
import { renderResolved } from "./render-resolved.ts";
import { resolveProject } from "./resolve-project.ts";

/** Decides what each stack runs, and renders it in memory, so that `plan` fails if `up` would fail. @throws UserError as `up` */
export async function plan(context: AppContext, options: DatastoreOptions, selection: Selection = EVERYTHING): Promise<PlanResult> {
  const start = performance.now();
  const project = await openProject(context.workspace(), selection);
  const { decisions, locks } = await resolveProject(context, project, options);
  renderResolved(project, locks);
  return { decisions, seconds: secondsSince(start) };
}
