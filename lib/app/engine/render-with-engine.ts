import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { requireEngine } from "../../pulumi/find.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { runStacks } from "../../pulumi/run-stacks.ts";
import { ASKED, COMPONENTS, type NamedObject, OBJECTS } from "../../pulumi/process/protocol.ts";
import type { StackOutcome } from "../../pulumi/process/run-stack.ts";
import type { Asked } from "../../pulumi/programs/render/asked.ts";
import { readBack } from "../../pulumi/programs/render/read-back.ts";
import { readComponents } from "../../pulumi/programs/render/read-components.ts";
import { componentDirectory, isInventory } from "../../render/layout.ts";
import type { Tree } from "../../render/tree.ts";
import { listTree, planTree } from "../../workspace/tree/plan-tree.ts";
import type { EngineRun, EngineStack } from "./engine-run.ts";
import type { Model } from "../../model/model.ts";
import type { Io } from "../../cli/io.ts";
import { type ComponentState, isFresh } from "../../workspace/components.ts";
import type { Project } from "../../workspace/project.ts";
import type { ResolvedTree } from "../render-resolved.ts";
import { openProgress } from "../../report/progress/progress.ts";
import { addCollisions, componentJobs, type StackBack } from "./components.ts";
import { changedObjects, stackOfPath } from "./changed.ts";

export interface EngineOptions {
  /** How many stacks run at once. */
  readonly parallel: number;
  /** Milliseconds that a stack may take. */
  readonly timeLimitMs: number;
}

/**
 * Has the engine render what changed, and puts what came back into the tree. A stack that fails contributes nothing: the tree does not
 * speak for it any more, so its part of the disk stays.
 * @throws UserError ENGINE where there is something to render, and no engine; INTERRUPTED while one is looked for
 */
export async function renderWithEngine(
  io: Io,
  { workspace, root, components }: Project,
  resolved: ResolvedTree,
  { parallel, timeLimitMs }: EngineOptions,
): Promise<OwnedTree & { readonly run: EngineRun | undefined }> {
  const { tree, owned, model, locks } = resolved;
  const { created, changed } = planTree(workspace.root, listTree(workspace.root), tree, owned);
  const outdated = components.filter((each) => !isFresh(each));
  const stacks = changedObjects(model, locks, [...created, ...changed], componentJobs(root, model, outdated));
  if (stacks.length === 0) return { tree, owned, run: undefined };
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(io.env, homedir(), { signal });
    const objects = new Map(stacks.map(({ stack, objects: all }) => [stack, all]));
    const onEvent = openProgress({ write: io.err, liveLines: io.liveLines });
    const started = stacks.map(({ stack, objects: all, components: job }) => ({
      stack,
      objects: all.length,
      components: job?.names.length ?? 0,
    }));
    onEvent({ kind: "stacks-start", stacks: started });
    const collected = new Map<string, StackBack>();
    const resultOf = (stack: string, outcome: StackOutcome | undefined): EngineStack =>
      summary(stack, objects.get(stack)?.length ?? 0, outcome, collected.get(stack));
    const hasComponents = (stack: string): boolean => outdated.some((each) => each.stack === stack);
    // Whether what components made collides with something shows when all stacks are there.
    const unsure: string[] = [];
    const outcomes = await runStacks(stacks, {
      engine,
      env: io.env,
      signal,
      timeLimitMs,
      scratch: workspace.scratch,
      parallel,
      onProgress: (stack, rendered, total) => onEvent({ kind: "stack-progresses", stack, rendered, total }),
      onEnd: (stack, outcome) => {
        const result = resultOf(stack, outcome);
        if (result.outcome === "failed" || !hasComponents(stack)) onEvent({ kind: "stack-ends", stack: result });
        else unsure.push(stack);
      },
      collect: (stack, out) => {
        const mine = outdated.filter((each) => each.stack === stack);
        collected.set(stack, readStack(out, model, stack, objects.get(stack) ?? [], mine));
      },
    });
    addCollisions(collected, resolved, components, outdated);
    for (const stack of unsure) onEvent({ kind: "stack-ends", stack: resultOf(stack, outcomes.get(stack)) });
    for (const [stack, { printed }] of [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      onEvent({ kind: "component-prints", stack, ...printed });
    }
    const ran = stacks.map(({ stack }) => resultOf(stack, outcomes.get(stack)));
    const failed = new Set(ran.flatMap(({ stack, outcome }) => (outcome === "failed" ? [stack] : [])));
    const { version, source, pulumi: path } = engine;
    const run = { engine: { version, source, path }, stacks: ran, interrupted: signal.aborted };
    const mine = (path: string): boolean => outdated.some(({ stack, component }) => path.startsWith(componentDirectory(stack, component)));
    const all = { tree: merged(tree, collected, failed), owned: (path: string) => owned(path) || mine(path) };
    return { ...withoutStacks(all, model, failed), run };
  });
}

function readStack(
  out: string,
  { stacks }: Model,
  name: string,
  objects: readonly NamedObject[],
  components: readonly ComponentState[],
): StackBack {
  const back = readBack(join(out, OBJECTS), objects);
  const stack = stacks.find((each) => each.name === name);
  if (stack === undefined || components.length === 0) return { objects: back, components: { files: new Map(), problems: [] } };
  const asked: Asked = JSON.parse(readFileSync(join(out, ASKED), "utf8"));
  const rendered = components.map(({ component, inputs }) => ({ name: component, inputs, asked: asked[component] ?? [] }));
  return { objects: back, components: readComponents(join(out, COMPONENTS), stack, rendered) };
}

type OwnedTree = Pick<ResolvedTree, "tree" | "owned">;

function summary(stack: string, objects: number, outcome: StackOutcome | undefined, back: StackBack | undefined): EngineStack {
  const [lost, refused] = [back?.objects.problems ?? [], back?.components.problems ?? []];
  const problems = [...lost, ...refused];
  const { seconds = 0, peakBytes = 0, diagnostics = [] } = outcome ?? {};
  const common = { stack, objects, seconds, peakBytes, diagnostics, problems };
  if (outcome === undefined) return { ...common, outcome: "failed", message: "did not run" };
  if (outcome.outcome === "failed") return { ...common, outcome: "failed", message: outcome.message };
  if (problems.length === 0) {
    const made = [...(back?.objects.files.keys() ?? []), ...(back?.components.files.keys() ?? [])].filter((path) => !isInventory(path));
    return { ...common, objects: made.length, outcome: "rendered", message: undefined };
  }
  const message = lost.length > 0 ? "what came back is not what went in" : "what its components made is refused";
  return { ...common, outcome: "failed", message };
}

/** The tree with the files that came back in the place of those that were expected. */
function merged(tree: Tree, collected: ReadonlyMap<string, StackBack>, failed: ReadonlySet<string>): Tree {
  const files = [...collected].flatMap(([stack, back]) => (failed.has(stack) ? [] : [...back.objects.files, ...back.components.files]));
  return new Map([...tree, ...files]);
}

function withoutStacks({ tree, owned }: OwnedTree, { stacks }: Model, failed: ReadonlySet<string>): OwnedTree {
  if (failed.size === 0) return { tree, owned };
  const names = new Set(stacks.map(({ name }) => name));
  const stays = (path: string): boolean => failed.has(stackOfPath(path, names) ?? "");
  return { tree: new Map([...tree].filter(([path]) => !stays(path))), owned: (path) => owned(path) && !stays(path) };
}
