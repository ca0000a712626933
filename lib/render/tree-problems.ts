import type { Problem } from "../base/problem.ts";
import type { HeldBy, HeldPart } from "./held-services.ts";
import { GENERATED_ROOT, serviceOfPath } from "./layout.ts";

/** A problem of one file of the tree. */
export interface TreeProblem {
  readonly stack: string;
  /** Path relative to the generated root. */
  readonly path: string;
  /** Identifies the mistake: its kind, and paths relative to the generated root. */
  readonly mistake: readonly string[];
  readonly message: string;
  /** The path of an object whose service caused the problem, or undefined if no service did. */
  readonly cause: string | undefined;
}

interface Group {
  readonly first: TreeProblem;
  readonly stacks: string[];
}

/** Collects problems of the tree. A mistake that several stacks show is one problem, with the file of the first stack. */
export class TreeProblems {
  readonly #groups = new Map<string, Group>();
  readonly #causes = new Set<string>();

  add(problem: TreeProblem): void {
    const { stack, mistake, cause } = problem;
    if (cause !== undefined) this.#causes.add(cause);
    const key = JSON.stringify(mistake.map((part) => withoutStack(part, stack)));
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { first: problem, stacks: [stack] });
    else if (!group.stacks.includes(stack)) group.stacks.push(stack);
  }

  list(): readonly Problem[] {
    return [...this.#groups.values()].map(problemOf);
  }

  /** Returns the services that caused problems, with these problems. */
  caused(): HeldPart {
    const services = new Map<string, Map<string, HeldBy>>();
    for (const cause of this.#causes) {
      const stack = cause.split("/")[0] ?? "";
      services.set(stack, (services.get(stack) ?? new Map<string, HeldBy>()).set(serviceOfPath(cause) ?? "", "objects"));
    }
    return { services, problems: [...this.#groups.values()].filter(({ first: { cause } }) => cause !== undefined).map(problemOf) };
  }
}

const problemOf = ({ first, stacks: [, ...others] }: Group): Problem => ({
  file: `${GENERATED_ROOT}/${first.path}`,
  path: "",
  message: others.length === 0 ? first.message : `${first.message}; also on ${others.join(", ")}`,
});

const withoutStack = (path: string, stack: string): string => (path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path);

/**
 * Returns the path whose service took the name of the other object. Returns undefined if both objects belong to no service.
 * A service owns the names that are its name, or begin with it.
 */
export function intruder(name: string, path: string, other: string): string | undefined {
  const claims = [path, other].flatMap((each) => {
    const service = serviceOfPath(each);
    return service === undefined
      ? []
      : [{ each, strength: name === service ? Infinity : name.startsWith(`${service}-`) ? service.length : 0 }];
  });
  return claims.toSorted((a, b) => a.strength - b.strength)[0]?.each;
}
