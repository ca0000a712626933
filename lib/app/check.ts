import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import { renderProject } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";
import { renderComponents } from "./engine/render-components.ts";
import type { EngineLimits } from "./engine/engine-limits.ts";
import { findingsOf } from "./findings.ts";
import type { CheckResult } from "./results.ts";
import { emitWarnings } from "./warnings.ts";
import { requireWholeStacks } from "./whole-stacks.ts";

export interface CheckRequest {
  /** The limits of the engine, which renders the components again. @default the files of components are compared with their own hashes */
  readonly engine?: EngineLimits | undefined;
}

/** Renders in memory and lists every generated file that differs. @throws UserError INVALID_SPEC, USAGE, ENGINE, INTERRUPTED */
export async function check(context: AppContext, selection: Selection = EVERYTHING, { engine }: CheckRequest = {}): Promise<CheckResult> {
  if (engine !== undefined) requireWholeStacks("--engine", selection);
  const project = await renderProject(context.workspace(), selection);
  const { components } = project;
  const rendered =
    engine === undefined || components.length === 0 ? undefined : await renderComponents(context, project, components, engine);
  const { findings, fix } = findingsOf(project, rendered);
  const existing = findings.filter(({ what }) => what !== "missing").map(({ file }) => file);
  const who = await project.workspace.history.lastChanges(existing);
  return {
    stacks: project.model.stacks.length,
    objects: project.tree.size,
    findings: findings.map((each) => ({ ...each, who: who.get(each.file) })),
    fix,
    ...(rendered === undefined ? {} : { engine: rendered.run }),
    ...emitWarnings(context, project.warnings),
  };
}
