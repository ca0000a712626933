import { renderTree } from "../lib/render/render.ts";
import type { Tree } from "../lib/render/tree.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "./fleets.ts";

export interface TreeOptions {
  /** The tag that every stack runs. @default "v1" */
  readonly tag?: string;
  /** @default latest, staging */
  readonly stacks?: readonly string[];
}

/** Renders a fleet of services on several stacks. */
export function treeOf(
  services: Readonly<Record<string, Fields>>,
  { tag = "v1", stacks: names = ["latest", "staging"] }: TreeOptions = {},
): Tree {
  const stacks = names.map((name) => stackFile(name));
  const fleet = fleetOf({ services: Object.entries(services).map(([name, fields]) => serviceFile(name, fields)), stacks });
  const lock = new Map([...lockFor(fleet)].map(([name]) => [name, { tag }]));
  return renderTree(modelOf(fleet), new Map(names.map((name) => [name, lock]))).tree;
}
