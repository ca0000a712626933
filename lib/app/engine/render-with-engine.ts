import { homedir } from "node:os";
import { requireEngine } from "../../pulumi/engine/find-engine.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { renderDiagnostics } from "../../pulumi/programs/render/diagnostic.ts";
import { readRenderedStack, type RenderedStack } from "../../pulumi/programs/render/read-rendered-stack.ts";
import type { RenderInput } from "../../pulumi/programs/render/render-input.ts";
import { renderProgram } from "../../pulumi/programs/render/render-program.ts";
import { componentDirectory, isInventory } from "../../render/layout.ts";
import type { Tree } from "../../render/tree.ts";
import { listTree, planTree } from "../../workspace/tree/plan-tree.ts";
import type { EngineRun, EngineStack } from "./engine-run.ts";
import type { Model } from "../../model/model.ts";
import type { Io } from "../../cli/io.ts";
import { type ComponentState, isFresh } from "../../workspace/components.ts";
import type { Project } from "../../workspace/project.ts";
import { readPulumiProject } from "../../workspace/pulumi-yaml.ts";
import type { ResolvedTree } from "../render-resolved.ts";
import { openBoard } from "../../report/terminal/progress-board.ts";
import { addCollisions, componentJobs } from "./components.ts";
import { changedObjects, stackOfPath } from "./changed.ts";
import { tellPrinted } from "../../report/terminal/printed-lines.ts";

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
  { workspace, root, fleet, components }: Project,
  resolved: ResolvedTree,
  { parallel, timeLimitMs }: EngineOptions,
): Promise<OwnedTree & { readonly run: EngineRun | undefined }> {
  const { tree, owned, model, locks } = resolved;
  const { created, changed } = planTree(workspace.root, listTree(workspace.root), tree, owned);
  const outdated = components.filter((each) => !isFresh(each));
  const stacks = changedObjects(model, locks, [...created, ...changed], componentJobs(root, model, outdated));
  if (stacks.length === 0) return { tree, owned, run: undefined };
  const pulumiProject = readPulumiProject(root, fleet.config.name);
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(io.env, homedir(), { signal });
    const objects = new Map(stacks.map(({ stack, objects: all }) => [stack, all]));
    const board = openBoard({ err: io.err, live: stacks.length <= io.liveLines, stacks });
    const collected = new Map<string, RenderedStack>();
    const resultOf = (stack: string, outcome: ProgramOutcome | undefined): EngineStack =>
      summary(stack, objects.get(stack)?.length ?? 0, outcome, collected.get(stack));
    const hasComponents = (stack: string): boolean => outdated.some((each) => each.stack === stack);
    // Whether what components made collides with something shows when all stacks are there.
    const unsure: string[] = [];
    const programs = new Map(
      stacks.map((input) => [
        input.stack,
        renderProgram(input, pulumiProject, (out) => {
          const mine = outdated.filter((each) => each.stack === input.stack);
          collected.set(input.stack, readStack(out, model, input, mine));
        }),
      ]),
    );
    const outcomes = await runPrograms(programs, {
      engine,
      env: io.env,
      signal,
      timeLimitMs,
      scratch: workspace.scratch,
      parallel,
      onProgress: (stack, registered) => {
        const total = objects.get(stack)?.length ?? 0;
        board.progress(stack, Math.min(registered, total), total);
      },
      onEnd: (stack, outcome) => {
        const result = resultOf(stack, outcome);
        if (result.outcome === "failed" || !hasComponents(stack)) board.end(result);
        else unsure.push(stack);
      },
    });
    addCollisions(collected, resolved, components, outdated);
    for (const stack of unsure) board.end(resultOf(stack, outcomes.get(stack)));
    // After the last line of the board, which goes back over what it has drawn.
    tellPrinted(io, outcomes);
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
  { stack: name, objects }: RenderInput,
  components: readonly ComponentState[],
): RenderedStack {
  const stack = stacks.find((each) => each.name === name);
  if (stack === undefined) throw new Error(`the stack "${name}" is not in the model`);
  return readRenderedStack(out, { stack, objects, components: components.map(({ component, inputs }) => ({ name: component, inputs })) });
}

type OwnedTree = Pick<ResolvedTree, "tree" | "owned">;

function summary(stack: string, objects: number, outcome: ProgramOutcome | undefined, back: RenderedStack | undefined): EngineStack {
  const [lost, refused] = [back?.objects.problems ?? [], back?.components.problems ?? []];
  const problems = [...lost, ...refused];
  const { seconds = 0, peakBytes = 0 } = outcome ?? {};
  const diagnostics = renderDiagnostics(outcome?.diagnostics ?? []);
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
function merged(tree: Tree, collected: ReadonlyMap<string, RenderedStack>, failed: ReadonlySet<string>): Tree {
  const files = [...collected].flatMap(([stack, back]) => (failed.has(stack) ? [] : [...back.objects.files, ...back.components.files]));
  return new Map([...tree, ...files]);
}

function withoutStacks({ tree, owned }: OwnedTree, { stacks }: Model, failed: ReadonlySet<string>): OwnedTree {
  if (failed.size === 0) return { tree, owned };
  const names = new Set(stacks.map(({ name }) => name));
  const stays = (path: string): boolean => failed.has(stackOfPath(path, names) ?? "");
  return { tree: new Map([...tree].filter(([path]) => !stays(path))), owned: (path) => owned(path) && !stays(path) };
}
