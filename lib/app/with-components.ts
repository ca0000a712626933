import { componentDirectory } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import type { Project } from "../workspace/project.ts";

/** Adds the files that the engine rendered for components before. */
export function withComponents(tree: Tree, { components, workspace }: Pick<Project, "components" | "workspace">): Tree {
  const files = components.flatMap(({ stack, component }) => {
    const directory = componentDirectory(stack, component);
    const rendered = workspace.tree.source("", directory);
    return [...rendered.read([...rendered.ids.keys()])].map(([path, text]) => [directory + path, text] as const);
  });
  return new Map([...tree, ...files]);
}
