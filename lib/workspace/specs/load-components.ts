import { join } from "node:path";
import type { ComponentLoader } from "../../pulumi/programs/render/render-input.ts";
import { formatProblem } from "../../base/problem.ts";
import { isStack } from "../../model/stack.ts";
import { openSpecLoader } from "./spec-loader.ts";

/** Loads the components of a stack from its file, in the stack's process. */
export const loadComponents: ComponentLoader = async ({ root, file, names, kubernetesVersion }) => {
  const { exports, problems } = await openSpecLoader(root).load([file]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  const stack = exports.get(file);
  if (!isStack(stack)) throw new Error(`${file} has no default export made by defineStack`);
  const { tier, region, namespace, components = {} } = stack.input;
  return {
    components: new Map(names.flatMap((name) => (components[name] === undefined ? [] : [[name, components[name]] as const]))),
    context: { stack: stack.name, tier, region, namespace, kubernetesVersion, path: (path) => join(root, path) },
  };
};
