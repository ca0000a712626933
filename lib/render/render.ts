import { compileParts } from "../compile/compile-stack.ts";
import { type CompileProblem, isOfService } from "../compile/problems/compile-problem.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import { withoutUnusedPatches, withoutUsedPatches } from "../compile/problems/unused-patches.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { heldLock, type HeldServices, heldServices } from "./held-services.ts";
import { type KeptObject, type Tree, TreeBuilder } from "./tree.ts";

export interface Rendered {
  readonly tree: Tree;
  /** Empty if the tree is complete. With a problem, no file may be written. */
  readonly problems: readonly Problem[];
  /** Findings that do not stop the run. */
  readonly warnings: readonly Problem[];
  /** The services that the tree leaves out, and their problems. Empty without the option `hold`. */
  readonly held: { readonly services: HeldServices; readonly problems: readonly Problem[] };
}

export interface RenderOptions {
  /** Renders only these services and leaves out the objects that a stack has once. @default everything */
  readonly services?: readonly string[] | undefined;
  /** True if the fleet has more stacks or services than the model. A patch may find its object there. @default false */
  readonly partial?: boolean;
  /** Stack -> objects of components that stay. No other object may have the name of one. @default none */
  readonly kept?: ReadonlyMap<string, readonly KeptObject[]> | undefined;
  /**
   * Stack -> the committed lock. If given, the tree leaves out a service with a problem, and the lock keeps its committed entry.
   * @default each problem is one of the whole tree
   */
  readonly hold?: ReadonlyMap<string, Lock> | undefined;
}

/** Renders all stacks of a model. Pure: equal models and locks give equal bytes. */
export function renderTree(model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Rendered {
  return build(model, locks, options, "yaml");
}

/** Finds the problems of `renderTree` without writing YAML, which takes most of its time. */
export const checkTree = (model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Omit<Rendered, "tree"> =>
  build(model, locks, options, "none");

function build(
  model: Model,
  locks: ReadonlyMap<string, Lock>,
  { services, partial = services !== undefined, kept, hold }: RenderOptions,
  content: "yaml" | "none",
): Rendered {
  const builder = new TreeBuilder();
  const problems: CompileProblem[] = [];
  for (const stack of model.stacks) {
    const lock: Lock = locks.get(stack.name) ?? new Map();
    const before = problems.length;
    for (const part of compileParts(model, stack, lock, { services })) {
      problems.push(...part.problems);
      // A part is one service, so a held one has no other objects.
      if (hold === undefined || !part.problems.some(isOfService)) builder.addObjects(stack, part.manifests, content);
    }
    const held = hold === undefined ? undefined : heldServices(problems.slice(before)).get(stack.name);
    builder.addKept(stack, kept?.get(stack.name) ?? []);
    if (services === undefined && content === "yaml") builder.addLock(stack, heldLock(lock, hold?.get(stack.name) ?? new Map(), held));
  }
  const found = partial ? withoutUnusedPatches(problems) : withoutUsedPatches(model.stacks, problems);
  const isWarning = ({ severity }: CompileProblem): boolean => severity === "warning";
  const holds = (each: CompileProblem): boolean => hold !== undefined && isOfService(each);
  const merged = (which: (each: CompileProblem) => boolean): readonly Problem[] => mergeProblems(model.stacks, found.filter(which));
  return {
    tree: builder.tree,
    problems: uniqueProblems([...merged((each) => !isWarning(each) && !holds(each)), ...builder.problems]),
    warnings: uniqueProblems(merged(isWarning)),
    held: { services: heldServices(found.filter(holds)), problems: uniqueProblems(merged(holds)) },
  };
}
