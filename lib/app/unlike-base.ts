import { componentDirectory, componentInventory } from "../render/layout.ts";
import { type ComponentState, isOf } from "../workspace/components.ts";
import type { TreeSource } from "../workspace/tree-source.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";

/** Lists the files of a component that differ from those of a base, missing ones included. Paths are below the generated root. */
export function unlikeBase(generated: GeneratedTree, base: TreeSource, state: ComponentState): readonly string[] {
  const { stack, component } = state;
  const isOwn = isOf(state);
  const inventory = componentInventory(stack, component);
  const found = [componentDirectory(stack, component), inventory.slice(0, inventory.lastIndexOf("/") + 1)].flatMap((directory) =>
    [...generated.source("", directory).ids].map(([path, id]) => [directory + path, id] as const),
  );
  const ids = new Map(found.filter(([path]) => isOwn(path)));
  const before = new Map([...base.ids].filter(([path]) => isOwn(path)));
  return [...new Set([...before.keys(), ...ids.keys()])].filter((path) => before.get(path) !== ids.get(path)).sort();
}
