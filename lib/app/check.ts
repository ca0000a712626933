import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import { renderProject } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";
import { findingsOf } from "./findings.ts";
import type { CheckResult } from "./results.ts";
import { emitWarnings } from "./warnings.ts";

/** Renders in memory and lists every generated file that differs. @throws UserError INVALID_SPEC */
export async function check(context: AppContext, selection: Selection = EVERYTHING): Promise<CheckResult> {
  const project = await renderProject(context.workspace(), selection);
  const { findings, fix } = findingsOf(project);
  const existing = findings.filter(({ what }) => what !== "missing").map(({ file }) => file);
  const who = await project.workspace.history.lastChanges(existing);
  return {
    stacks: project.model.stacks.length,
    objects: project.tree.size,
    findings: findings.map((each) => ({ ...each, who: who.get(each.file) })),
    fix,
    ...emitWarnings(context, project.warnings),
  };
}
