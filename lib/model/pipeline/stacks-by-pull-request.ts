import type { Fleet } from "../fleet.ts";
import { movedFromOf } from "../stack-fields/moved-from.ts";
import { checkPipeline } from "./check-pipeline.ts";

/** A stack that gets its changes by a pull request. */
export interface StackByPullRequest {
  readonly stack: string;
  /** Its name, and the earlier names that no stack has any more. Their files go when those of the stack come. */
  readonly names: readonly string[];
}

/** Lists the stacks that get their changes by a pull request, in the order of the pipeline. The fleet must be valid. */
export function stacksByPullRequest(fleet: Fleet): readonly StackByPullRequest[] {
  const stages = checkPipeline(fleet, () => undefined)?.stages ?? [];
  const inputs = new Map(fleet.stacks.map(({ stack }) => [stack.name, stack.input]));
  const formerOf = (stack: string): readonly string[] => movedFromOf(inputs.get(stack)?.movedFrom).filter((name) => !inputs.has(name));
  return stages
    .filter(({ delivery }) => delivery === "pr")
    .flatMap(({ waves }) => waves.flat().map((stack) => ({ stack, names: [stack, ...formerOf(stack)] })));
}
