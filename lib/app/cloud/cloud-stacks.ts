import type { StackModel } from "../../model/model.ts";
import { CLOUD } from "../../model/object-names.ts";
import type { Project } from "../../workspace/project.ts";

/** Returns the selected stacks whose cloud `up` may change. A retired stack keeps its cloud, which only `cloud destroy` removes. */
export function cloudStacks({ fleet, model }: Project): readonly StackModel[] {
  const retired = new Set(fleet.stacks.flatMap(({ stack }) => (stack.input.retired === true ? [stack.name] : [])));
  return model.stacks.filter(({ name }) => !retired.has(name));
}

/** True if a lock lets its stack have the cloud of the present specs. Without a pipeline, and without an entry to keep, each one does. */
export function isCloudCurrent({ configs, clouds }: Pick<Project, "clouds" | "configs">, locks: Project["locks"], stack: string): boolean {
  const config = configs?.get(stack)?.get(CLOUD);
  const entry = locks.get(stack)?.get(CLOUD);
  if (config === undefined || (entry === undefined && clouds?.get(stack)?.isEmpty === true)) return true;
  return entry?.config === config;
}
