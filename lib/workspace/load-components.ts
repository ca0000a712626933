import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ComponentLoader } from "../pulumi/programs/render/render-input.ts";
import { isStack } from "../model/stack.ts";
import { resolveSpecs } from "./module-hooks.ts";

/** Loads the components of a stack from its file, in the stack's own process. */
export const loadComponents: ComponentLoader = async ({ root, file, names }) => {
  resolveSpecs(root);
  const { default: stack }: { readonly default?: unknown } = await import(pathToFileURL(join(root, file)).href);
  if (!isStack(stack)) throw new Error(`${file} has no default export made by defineStack`);
  const { tier, region, namespace, components = {} } = stack.input;
  return {
    components: new Map(names.flatMap((name) => (components[name] === undefined ? [] : [[name, components[name]] as const]))),
    context: { stack: stack.name, tier, region, namespace, path: (path) => join(root, path) },
  };
};
