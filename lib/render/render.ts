import { compileStack } from "../compile/compile-stack.ts";
import type { CompileProblem } from "../compile/problems/compile-problem.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import { withoutUnusedPatches, withoutUsedPatches } from "../compile/problems/unused-patches.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { type KeptObject, type Tree, TreeBuilder } from "./tree.ts";

export interface Rendered {
  readonly tree: Tree;
  /** Empty if the tree is complete. With a problem, no file may be written. */
  readonly problems: readonly Problem[];
  /** Findings that do not stop the run. */
  readonly warnings: readonly Problem[];
}

export interface RenderOptions {
  /** Renders only these services and leaves out the objects that a stack has once. @default everything */
  readonly services?: readonly string[] | undefined;
  /** True if the fleet has more stacks or services than the model. A patch may find its object there. @default false */
  readonly partial?: boolean;
  /** Stack -> objects of components that stay. No other object may have the name of one. @default none */
  readonly kept?: ReadonlyMap<string, readonly KeptObject[]> | undefined;
}

/** Renders all stacks of a model. Pure: equal models and locks give equal bytes. */
export function renderTree(model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Rendered {
  return build(model, locks, options, "yaml");
}

/** Finds the problems of `renderTree` without writing YAML, which takes most of its time. */
export const checkTree = (model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): readonly Problem[] =>
  build(model, locks, options, "none").problems;

function build(
  model: Model,
  locks: ReadonlyMap<string, Lock>,
  { services, partial = services !== undefined, kept }: RenderOptions,
  content: "yaml" | "none",
): Rendered {
  const builder = new TreeBuilder();
  const problems: CompileProblem[] = [];
  for (const stack of model.stacks) {
    const lock: Lock = locks.get(stack.name) ?? new Map();
    const compiled = compileStack(model, stack, lock, { services });
    problems.push(...compiled.problems);
    builder.addObjects(stack, compiled.manifests, content);
    builder.addKept(stack, kept?.get(stack.name) ?? []);
    if (services === undefined && content === "yaml") builder.addLock(stack, lock);
  }
  const found = partial ? withoutUnusedPatches(problems) : withoutUsedPatches(model.stacks, problems);
  const isWarning = ({ severity }: CompileProblem): boolean => severity === "warning";
  const errors = mergeProblems(
    model.stacks,
    found.filter((each) => !isWarning(each)),
  );
  return {
    tree: builder.tree,
    problems: uniqueProblems([...errors, ...builder.problems]),
    warnings: uniqueProblems(mergeProblems(model.stacks, found.filter(isWarning))),
  };
}
