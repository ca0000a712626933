import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { compareStacks } from "../diff/compare/compare-stacks.ts";
import type { Difference } from "../diff/compare/difference.ts";
import { openProject, type Project } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";

export interface CompareRequest {
  readonly a: string;
  readonly b: string;
  /** Only these services and reserved entries, and no other thing that a stack has once. Empty for everything. */
  readonly services: readonly string[];
}

/** The result of `compare`. */
export interface CompareResult {
  readonly a: string;
  readonly b: string;
  /** By kind. Empty if the stacks differ by their names and places only. */
  readonly differences: readonly Difference[];
}

/** Compares two stacks: what runs, and what the specs say. @throws UserError USAGE, NOT_FOUND, INVALID_SPEC */
export async function compare({ workspace }: Pick<AppContext, "workspace">, { a, b, services }: CompareRequest): Promise<CompareResult> {
  if (a === b) throw new UserError("USAGE", `${a} cannot differ from itself`, { hint: `${FAIRLEAD} compare staging prod` });
  const project = await openProject(await workspace(), { stacks: [a, b], services });
  return { a, b, differences: compareStacks(sideOf(project, a), sideOf(project, b), services) };
}

function sideOf({ model, locks, configs }: Project, name: string): Parameters<typeof compareStacks>[0] {
  const stack = model.stacks.find((each) => each.name === name);
  if (stack === undefined) throw new UserError("NOT_FOUND", `there is no stack "${name}"`, { hint: "ls stacks/" });
  return { model, stack, lock: locks.get(name) ?? new Map(), configs: configs?.get(name) ?? new Map() };
}
