import { compileStack } from "../compile/compile.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { type KeptObject, type Tree, TreeBuilder } from "./tree.ts";

export interface Rendered {
  readonly tree: Tree;
  /** Empty if the tree is complete. With a problem, no file of it may be written. */
  readonly problems: readonly Problem[];
}

export interface RenderOptions {
  /** Only these services of each stack, without the stack's platform objects and lock. @default every object */
  readonly services?: readonly string[] | undefined;
  /** Stack -> the objects of its components, which stay as they are. No other object may have their names. @default none */
  readonly kept?: ReadonlyMap<string, readonly KeptObject[]> | undefined;
}

/** Renders stacks to files. Pure: equal models and locks give equal bytes. */
export function renderTree(model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Rendered {
  return build(model, locks, options, "yaml");
}

/** Finds the problems of `renderTree` without writing YAML, which takes most of its time. */
export const checkTree = (model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): readonly Problem[] =>
  build(model, locks, options, "none").problems;

function build(model: Model, locks: ReadonlyMap<string, Lock>, { services, kept }: RenderOptions, content: "yaml" | "none"): Rendered {
  const builder = new TreeBuilder();
  const problems: Problem[] = [];
  for (const stack of model.stacks) {
    const lock: Lock = locks.get(stack.name) ?? new Map();
    const compiled = compileStack(model, stack, lock, { services });
    problems.push(...compiled.problems);
    builder.addObjects(stack, compiled.manifests, content);
    builder.addKept(stack, kept?.get(stack.name) ?? []);
    if (services === undefined && content === "yaml") builder.addLock(stack, lock);
  }
  return { tree: builder.tree, problems: uniqueProblems([...problems, ...builder.problems]) };
}
