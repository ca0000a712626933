import { UserError } from "../../base/user-error.ts";
import { describeMissing, findEngine, installHint } from "../../pulumi/engine/find-engine.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import type { ComponentState } from "../../workspace/components.ts";
import type { RenderedProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { OwnedTree } from "../write-rendered.ts";
import { componentJobs } from "./components.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { EngineRun } from "./engine-run.ts";
import { runEngine } from "./run-engine.ts";

/** The files of components, as the engine renders them now. It owns no file of a stack that failed. */
export type RenderedComponents = OwnedTree & { readonly run: EngineRun };

/** Renders components without writing a file. @throws UserError ENGINE if there is no engine; INTERRUPTED */
export const renderComponents = (
  context: AppContext,
  project: RenderedProject,
  components: readonly ComponentState[],
  limits: EngineLimits,
): Promise<RenderedComponents> =>
  whileInterruptible(async (signal) => {
    const found = await findEngine(context.env, context.home, { signal });
    const { engine } = found;
    if (engine === undefined) {
      throw new UserError("ENGINE", `only the engine can render components: ${describeMissing(found)}`, { hint: installHint() });
    }
    const { workspace, model, locks } = project;
    const jobs = componentJobs(workspace.root, model, components);
    const stacks = [...jobs].map(([stack, job]) => ({ stack, objects: [], components: job }));
    const base = { tree: new Map<string, string>(), owned: () => false, model, locks };
    return runEngine(context, project, base, { ...limits, engine, stacks, outdated: components, signal });
  });
