import { compileCloud } from "../lib/cloud/compile-cloud.ts";
import type { CloudType } from "../lib/cloud/cloud-types.ts";
import type { AnyCloudResource } from "../lib/cloud/resource.ts";
import { checkFleet } from "../lib/model/check/check-fleet.ts";
import type { Fleet } from "../lib/model/fleet.ts";
import type { Tier } from "../lib/model/tier.ts";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "./fleets.ts";

/** The cloud of one stack. */
export interface TestCloud {
  readonly resources: readonly AnyCloudResource[];
  /** Returns the inputs of a resource. @throws Error with the names of its type, if there is none */
  readonly get: (type: CloudType, name: string) => Fields;
  /** Lists the resources that the engine must not delete. */
  readonly protected: readonly string[];
}

/** Compiles the cloud of a stack that is called like its tier, and that runs a service `cart` with needs. */
export const cloudInputs = (needs: Fields, tier: Tier, stack: Fields = {}): TestCloud =>
  cloudOf([serviceFile("cart", { needs, ...(tier === "prod" ? { scale: { min: 3 } } : {}) })], tier, stack);

/** Compiles the cloud of a stack. @default the stack is called like its tier */
export function cloudOf(
  services: readonly ReturnType<typeof serviceFile>[],
  tier: Tier,
  fields: Fields = {},
  name: string = tier,
): TestCloud {
  const [stack] = modelOf(fleetOf({ services, stacks: [stackFile(name, { tier, ...fields })] })).stacks;
  const resources = stack === undefined ? [] : compileCloud(stack);
  return {
    resources,
    get: (type, name) => {
      const found = resources.find((each) => each.type === type && each.name === name);
      if (found !== undefined) return { ...found.inputs };
      throw new Error(`no ${type} ${name}; there are ${resources.flatMap((each) => (each.type === type ? [each.name] : [])).join(", ")}`);
    },
    protected: resources.filter(({ protect }) => protect).map(({ type, name }) => `${type.replace(/.*:/, "")} ${name}`),
  };
}

/** Compiles the cloud of all stacks of a fleet. */
export const fleetResources = (fleet: Fleet): readonly AnyCloudResource[] => (checkFleet(fleet).model?.stacks ?? []).flatMap(compileCloud);
