import type { StackModel } from "../../model/model.ts";
import type { Project } from "../../workspace/project.ts";

/** Returns the selected stacks whose cloud `up` may change. A retired stack keeps its cloud, which only `cloud destroy` removes. */
export function cloudStacks({ fleet, model }: Project): readonly StackModel[] {
  const retired = new Set(fleet.stacks.flatMap(({ stack }) => (stack.input.retired === true ? [stack.name] : [])));
  return model.stacks.filter(({ name }) => !retired.has(name));
}
