import { whileInterruptible } from "../../system/interrupts.ts";
import { isFresh } from "../../workspace/components.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { ResolvedTree } from "../render-resolved.ts";
import type { OwnedTree } from "../write-rendered.ts";
import { changedObjects } from "./changed.ts";
import { findChosenEngine } from "./choose-engine.ts";
import { componentJobs } from "./components.ts";
import type { EngineChoice } from "./engine-choice.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { EngineRun } from "./engine-run.ts";
import { runEngine } from "./run-engine.ts";

export interface EngineOptions extends EngineLimits {
  readonly choice: EngineChoice;
  /** Renders every component, also those whose files are up to date. */
  readonly everyComponent: boolean;
}

/** A tree, and the engine's run; undefined if the embedded writer rendered it, or if there was nothing to render. */
type EngineTree = OwnedTree & { readonly run: EngineRun | undefined };

/**
 * Lets the engine render the changed objects and the outdated components, and puts the result into the tree. If a stack fails, the tree
 * does not own its paths, so its files on disk stay.
 * @throws UserError ENGINE if the engine is wanted or needed and there is none; INTERRUPTED
 */
export function renderWithEngine(
  context: AppContext,
  project: Project,
  resolved: ResolvedTree,
  options: EngineOptions,
): Promise<EngineTree> {
  const { tree, owned, model, locks } = resolved;
  const { workspace, components } = project;
  if (options.choice === "embedded") return Promise.resolve({ tree, owned, run: undefined });
  const { created, changed } = workspace.tree.plan(tree, owned);
  const outdated = components.filter((each) => options.everyComponent || !isFresh(each));
  const stacks = changedObjects(model, locks, [...created, ...changed], componentJobs(workspace.root, model, outdated));
  if (stacks.length === 0) return Promise.resolve({ tree, owned, run: undefined });
  return whileInterruptible(async (signal) => {
    const engine = await findChosenEngine(context, { choice: options.choice, needed: outdated.length > 0, signal });
    if (engine === undefined) return { tree, owned, run: undefined };
    return runEngine(context, project, resolved, { ...options, engine, stacks, outdated, signal });
  });
}
