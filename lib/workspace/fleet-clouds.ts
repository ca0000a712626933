import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudConfig } from "../cloud/cloud-config.ts";
import { hashOf } from "../base/hash.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Model, StackModel } from "../model/model.ts";
import { CLOUD } from "../model/object-names.ts";
import type { FleetConfigs } from "../resolve/travel/fleet-travel.ts";
import { componentModules } from "./specs/component-sources.ts";

/** Stack -> its decided cloud. A retired stack has none, because no run changes its cloud. */
export type FleetClouds = ReadonlyMap<string, CloudConfig>;

/** Decides the clouds of a fleet, as they travel through its pipeline. @param root the repository's directory */
export async function fleetClouds(root: string, fleet: Fleet, { stacks }: Model): Promise<FleetClouds> {
  // A fleet without a pipeline never loads the clouds here.
  const { cloudConfig } = await import("../cloud/cloud-config.ts");
  const clouds = new Map<string, CloudConfig>();
  for (const stack of stacks.filter(({ retired }) => !retired))
    clouds.set(stack.name, cloudConfig(stack, await codeOf(root, fleet, stack)));
  return clouds;
}

/** Adds the hashes of clouds to those of services and platforms. */
export const withClouds = (configs: FleetConfigs, clouds: FleetClouds): FleetConfigs =>
  new Map(
    [...configs].map(([stack, hashes]) => {
      const cloud = clouds.get(stack);
      return [stack, cloud === undefined ? hashes : new Map([...hashes, [CLOUD, cloud.hash]])] as const;
    }),
  );

/** Lists the code that registers resources of a stack: each component with its modules and their hashes. */
async function codeOf(root: string, fleet: Fleet, { file, cloud }: StackModel): Promise<readonly object[]> {
  const source = fleet.stacks.find((each) => each.file === file);
  const components = Object.entries(cloud.components ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (source === undefined) return [];
  return Promise.all(
    components.map(async ([name, component]) => {
      const modules = await componentModules(root, source, component);
      return { component: name, modules: modules.map((path) => [path, hashOf(readFileSync(join(root, path), "utf8"))]) };
    }),
  );
}
