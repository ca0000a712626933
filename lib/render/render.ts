import { compileStack } from "../compile/compile-stack.ts";
import type { CompileProblem } from "../compile/problems/compile-problem.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { type KeptObject, type Tree, TreeBuilder } from "./tree.ts";

export interface Rendered {
  readonly tree: Tree;
  /** Empty where the tree is complete; else nothing of it may be written. */
  readonly problems: readonly Problem[];
}

export interface RenderOptions {
  /** Only these services of each stack, without what it has once. @default everything */
  readonly services?: readonly string[] | undefined;
  /** Stack -> what of its components is rendered and stays: no other object may have its name. @default nothing */
  readonly kept?: ReadonlyMap<string, readonly KeptObject[]> | undefined;
}

/** Renders stacks. Pure: the same model and locks give the same bytes. */
export function renderTree(model: Model, locks: ReadonlyMap<string, Lock>, { services, kept }: RenderOptions = {}): Rendered {
  const builder = new TreeBuilder();
  const problems: CompileProblem[] = [];
  for (const stack of model.stacks) {
    const lock: Lock = locks.get(stack.name) ?? new Map();
    const compiled = compileStack(model, stack, lock, { services });
    problems.push(...compiled.problems);
    builder.addObjects(stack, compiled.manifests);
    builder.addKept(stack, kept?.get(stack.name) ?? []);
    if (services === undefined) builder.addLock(stack, lock);
  }
  return { tree: builder.tree, problems: uniqueProblems([...mergeProblems(model.stacks, problems), ...builder.problems]) };
}
