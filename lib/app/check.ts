import { type ComponentState, isFresh } from "../workspace/components.ts";
import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import { type RenderedProject, renderProject } from "../workspace/project.ts";
import type { TreeSource } from "../workspace/tree-source.ts";
import type { AppContext } from "./context.ts";
import type { EngineLimits } from "./engine/engine-limits.ts";
import { renderComponents, type RenderedComponents } from "./engine/render-components.ts";
import { expiredStacks } from "./expired-stacks.ts";
import { behindFindings, joinFindings } from "./behind-findings.ts";
import { findingsOf, type Proof } from "./findings.ts";
import type { CheckResult } from "./results.ts";
import { rewrittenEntries } from "./rewritten-entries.ts";
import { unlikeBase } from "./unlike-base.ts";
import { inPhase } from "./phase.ts";
import { emitWarnings } from "./warnings.ts";
import { requireWholeStacks } from "./whole-stacks.ts";

export interface CheckRequest {
  /** The limits of the engine, which renders components again. @default no engine runs */
  readonly engine?: EngineLimits | undefined;
  /** An ancestor of the checkout. Components whose files are as there need no other proof. @default no commit */
  readonly base?: string | undefined;
}

/**
 * Renders in memory and lists every generated file that differs. The engine or a base commit proves the files of components. Without both,
 * they are compared with the hashes beside them.
 * @throws UserError INVALID_SPEC, USAGE, GIT, ENGINE, INTERRUPTED
 */
export async function check(context: AppContext, selection: Selection = EVERYTHING, request: CheckRequest = {}): Promise<CheckResult> {
  const { engine, base } = request;
  if (engine !== undefined) requireWholeStacks("--engine", selection);
  const workspace = await context.workspace();
  const project = await inPhase(context, "compile", () => renderProject(workspace, selection, { now: context.writer.now() }));
  const expired = expiredStacks(context, project);
  const proof = await proofOf(context, project, request);
  const { findings, fix } = joinFindings(findingsOf(project, proof), await behindFindings(project, proof.source));
  const existing = findings.filter(({ what }) => what !== "missing").map(({ file }) => file);
  const who = await project.workspace.history.lastChanges(existing);
  const unproven =
    engine === undefined && base === undefined ? project.components.map(({ stack, component }) => `${stack}/${component}`) : [];
  if (unproven.length > 0 && findings.length === 0) context.onEvent({ kind: "components-unproven", components: unproven });
  return {
    stacks: project.model.stacks.length,
    objects: project.tree.size,
    findings: findings.map((each) => ({ ...each, who: who.get(each.file) })),
    fix,
    ...(unproven.length === 0 ? {} : { unproven }),
    ...(proof.rendered === undefined ? {} : { engine: proof.rendered.run }),
    ...expired.result,
    ...emitWarnings(context, [...project.warnings, ...expired.warnings]),
  };
}

interface CheckProof extends Proof {
  readonly rendered: RenderedComponents | undefined;
  /** The tree of the base. */
  readonly source: TreeSource | undefined;
}

/** Compares the components with the base, and renders those that the base does not prove. */
async function proofOf(context: AppContext, project: RenderedProject, { engine, base: revision }: CheckRequest): Promise<CheckProof> {
  const { workspace, components, model } = project;
  const base = revision === undefined ? undefined : await workspace.base(revision);
  const unlike = new Map<ComponentState, readonly string[]>();
  if (base !== undefined) for (const state of components) unlike.set(state, unlikeBase(workspace.tree, base, state));
  const open = components.filter((state) => base === undefined || !isFresh(state) || unlike.get(state)?.length !== 0);
  const rendered = engine === undefined || open.length === 0 ? undefined : await renderComponents(context, project, open, engine);
  const stacks = model.stacks.map(({ name }) => name);
  const rewritten = base === undefined ? [] : rewrittenEntries(workspace.tree, base, stacks);
  return { rendered, rewritten, unlikeBase: (state) => unlike.get(state) ?? [], base: base?.label, source: base };
}
