import type { Problem } from "../base/problem.ts";
import { GENERATED_ROOT } from "./layout.ts";

/** A problem of one file of the tree. */
export interface TreeProblem {
  readonly stack: string;
  /** Path relative to the generated root. */
  readonly path: string;
  /** Identifies the mistake: its kind, and paths relative to the generated root. */
  readonly mistake: readonly string[];
  readonly message: string;
}

/** Collects problems of the tree. A mistake that several stacks show is one problem, with the file of the first stack. */
export class TreeProblems {
  readonly #groups = new Map<string, { readonly first: TreeProblem; readonly stacks: string[] }>();

  add(problem: TreeProblem): void {
    const { stack, mistake } = problem;
    const key = JSON.stringify(mistake.map((part) => withoutStack(part, stack)));
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { first: problem, stacks: [stack] });
    else if (!group.stacks.includes(stack)) group.stacks.push(stack);
  }

  list(): readonly Problem[] {
    return [...this.#groups.values()].map(({ first, stacks: [, ...others] }) => ({
      file: `${GENERATED_ROOT}/${first.path}`,
      path: "",
      message: others.length === 0 ? first.message : `${first.message}; also on ${others.join(", ")}`,
    }));
  }
}

const withoutStack = (path: string, stack: string): string => (path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path);
