import { formatProblem } from "../../base/problem.ts";
import { isStack } from "../../model/stack.ts";
import type { CloudComponentLoader } from "../../pulumi/programs/cloud/components/components-input.ts";
import { openSpecLoader } from "./spec-loader.ts";

/** Loads the components of a stack's cloud from its file, in the process of the stack. */
export const loadCloudComponents: CloudComponentLoader = async ({ root, file, names }) => {
  const { exports, problems } = await openSpecLoader(root).load([file]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  const stack = exports.get(file);
  if (!isStack(stack)) throw new Error(`${file} has no default export made by defineStack`);
  const components = stack.input.cloud?.components ?? {};
  return new Map(names.flatMap((name) => (components[name] === undefined ? [] : [[name, components[name]] as const])));
};
