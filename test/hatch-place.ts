import type { HatchPlace } from "../lib/compile/hatch/check-hatch-object.ts";
import type { StackModel } from "../lib/model/model.ts";
import { fleetOf, modelOf, serviceFile, stackFile } from "./fleets.ts";

/** Returns the stack `latest` of a fleet with one service `cart`, with `fields` set on its model. */
export function stackWith(fields: Partial<StackModel> = {}): StackModel {
  const [stack] = modelOf(fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("latest")] })).stacks;
  if (stack === undefined) throw new Error("the fleet has no stack");
  return { ...stack, ...fields };
}

/** Returns the place of an object that the service `cart` adds. */
export const placeOn = (stack: StackModel): HatchPlace => ({ stack, owner: { kind: "service", name: "cart" }, isAdded: true });
