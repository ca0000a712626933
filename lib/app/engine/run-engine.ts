import type { Model } from "../../model/model.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import type { Program } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { readRenderedStack, type RenderedStack } from "../../pulumi/programs/render/read-rendered-stack.ts";
import type { RenderInput } from "../../pulumi/programs/render/render-input.ts";
import { renderProgram } from "../../pulumi/programs/render/render-program.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import type { Tree } from "../../render/tree.ts";
import { type ComponentState, isOf } from "../../workspace/components.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { ResolvedTree } from "../render-resolved.ts";
import type { OwnedTree } from "../write-rendered.ts";
import { stackOfPath } from "./changed.ts";
import { addCollisions } from "./components.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { EngineRun, EngineStack } from "./engine-run.ts";
import { renderAgain, type RunRenders } from "./render-again.ts";
import { stackResult } from "./stack-result.ts";

/** The work of a run. */
export interface EngineJob extends EngineLimits {
  readonly engine: Engine;
  readonly stacks: readonly RenderInput[];
  /** The components that must be rendered. */
  readonly outdated: readonly ComponentState[];
  readonly signal: AbortSignal;
}

/** The tree that the engine completes, and the objects that share it. */
export type EngineBase = Pick<ResolvedTree, "tree" | "owned" | "model" | "locks">;

/** Lets the engine render, and puts the result into the tree. If a stack fails, the tree does not own its paths. */
export async function runEngine(
  context: AppContext,
  project: Project,
  base: EngineBase,
  job: EngineJob,
): Promise<OwnedTree & { readonly run: EngineRun }> {
  const { env, onEvent } = context;
  const { engine, stacks, outdated, signal, parallel, timeLimitMs } = job;
  const { tree, owned, model } = base;
  const objects = new Map(stacks.map(({ stack, objects: all }) => [stack, all]));
  const collected = new Map<string, RenderedStack>();
  const resultOf = (stack: string, outcome: ProgramOutcome | undefined): EngineStack =>
    stackResult(stack, objects.get(stack)?.length ?? 0, outcome, collected.get(stack));
  const end = (stack: string, outcome: ProgramOutcome | undefined): void =>
    onEvent({ kind: "stack-ends", stack: resultOf(stack, outcome) });
  const hasComponents = (stack: string): boolean => outdated.some((each) => each.stack === stack);
  onEvent({
    kind: "stacks-start",
    stacks: stacks.map((each) => ({ stack: each.stack, objects: each.objects.length, components: each.components?.names.length ?? 0 })),
  });
  const read = (out: string, { stack: name, objects: sent }: RenderInput): RenderedStack => {
    const stack = model.stacks.find((each) => each.name === name);
    if (stack === undefined) throw new Error(`the stack "${name}" is not in the model`);
    const components = outdated.filter((each) => each.stack === name).map(({ component, inputs }) => ({ name: component, inputs }));
    return readRenderedStack(out, { stack, objects: sent, components });
  };
  // Collisions of components are known only after all stacks.
  const pending: string[] = [];
  const pulumiProject = project.workspace.specs.pulumiProject(project.fleet.config.name);
  const { root, scratch } = project.workspace;
  const run: RunRenders = (inputs, into, on) => {
    const programOf = (input: RenderInput): Program =>
      renderProgram(input, pulumiProject, (out) => void into.set(input.stack, read(out, input)));
    const programs = new Map(inputs.map((input) => [input.stack, programOf(input)]));
    return runPrograms(programs, { engine, env, signal, timeLimitMs, scratch, parallel, ...on });
  };
  const first = await run(stacks, collected, {
    onProgress: (stack, registered) => {
      const total = objects.get(stack)?.length ?? 0;
      onEvent({ kind: "stack-progresses", stack, rendered: Math.min(registered, total), total });
    },
    onEnd: (stack, outcome) => {
      if (hasComponents(stack) && resultOf(stack, outcome).outcome !== "failed") pending.push(stack);
      else end(stack, outcome);
    },
  });
  const outcomes = await renderAgain(stacks, run, { collected, outcomes: first, components: outdated, root });
  addCollisions(collected, base, project.components, outdated);
  for (const stack of pending) end(stack, outcomes.get(stack));
  for (const [stack, { printed }] of [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)))
    onEvent({ kind: "component-prints", stack, ...printed });
  const ran = stacks.map(({ stack }) => resultOf(stack, outcomes.get(stack)));
  const failed = new Set(ran.flatMap(({ stack, outcome }) => (outcome === "failed" ? [stack] : [])));
  const { version, source, pulumi: path } = engine;
  const result = { engine: { version, source, path }, stacks: ran, interrupted: signal.aborted };
  const rendered = outdated.map(isOf);
  const isRendered = (file: string): boolean => rendered.some((isOfOne) => isOfOne(file));
  const all = { tree: merged(tree, collected, failed), owned: (file: string) => owned(file) || isRendered(file) };
  return { ...withoutStacks(all, model, failed), run: result };
}

/** Returns the tree with the files of the engine in place of the expected ones. */
function merged(tree: Tree, collected: ReadonlyMap<string, RenderedStack>, failed: ReadonlySet<string>): Tree {
  const files = [...collected].flatMap(([stack, back]) => (failed.has(stack) ? [] : [...back.objects.files, ...back.components.files]));
  return new Map([...tree, ...files]);
}

/** Removes failed stacks from the tree and from the paths that it owns. */
function withoutStacks({ tree, owned }: OwnedTree, { stacks }: Model, failed: ReadonlySet<string>): OwnedTree {
  if (failed.size === 0) return { tree, owned };
  const names = new Set(stacks.map(({ name }) => name));
  const stays = (path: string): boolean => failed.has(stackOfPath(path, names) ?? "");
  return { tree: new Map([...tree].filter(([path]) => !stays(path))), owned: (path) => owned(path) && !stays(path) };
}
