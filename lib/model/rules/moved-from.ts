import { nameProblem } from "../names.ts";
import { movedFromOf } from "../stack-fields/moved-from.ts";
import type { StackRule } from "./rule.ts";

/** Checks that the earlier names of a stack can be names of stacks. */
export const movedFromRule: StackRule = ({ movedFrom }, report) => {
  for (const name of movedFromOf(movedFrom)) {
    const problem = nameProblem(name);
    if (problem !== undefined) report("movedFrom", problem);
  }
};
