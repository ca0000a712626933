import { formatAddress, parseRange } from "../../base/ip-ranges.ts";
import type { StackModel } from "../../model/model.ts";
import { BLOCK_SIZE } from "../../model/address-plan.ts";
import { instanceName } from "../../model/needs/need.ts";
import { needKind } from "../../model/needs/registry.ts";
import { fitName } from "../../base/fit-name.ts";
import { stackLabels } from "../cloud-names.ts";
import { cloudNeeds } from "../cloud-needs.ts";
import type { NeedPlace } from "../need-place.ts";
import type { CloudResource, MakeResource, Reference } from "../resource.ts";

/** Compute Engine allows 63 characters. */
const MAX_NAME = 63;

/** A block of addresses in a network that Google peers with. */
export interface PeeringBlock {
  /** The name without the address. */
  readonly name: string;
  /** The name in the cloud. It has the address, so a server that names it is replaced if its block moves. */
  readonly cloudName: string;
  /** The first address. */
  readonly address: string;
}

/** Returns the block that a server has alone, or undefined if Google chooses its address among all. */
export function peeringBlock({ instance, range }: NeedPlace): PeeringBlock | undefined {
  const given = parseRange(range?.ranges[0] ?? "");
  if (range?.isReserved !== true || given === undefined) return undefined;
  const address = formatAddress(given.first - (given.first % BLOCK_SIZE));
  const suffix = `-${address.replaceAll(".", "-")}`;
  return {
    name: fitName(`${instanceName(instance)}-block`, MAX_NAME),
    cloudName: `${fitName(instanceName(instance), MAX_NAME - suffix.length)}${suffix}`,
    address,
  };
}

/** Makes a block of addresses for each server that cannot have a single one. The connection to Google lists them, so all services share it. */
export const peeringBlocks = (
  stack: StackModel,
  make: MakeResource,
  network: Reference,
): readonly CloudResource<"gcp:compute/globalAddress:GlobalAddress">[] =>
  cloudNeeds(stack).flatMap(({ need, place }) => {
    const block = peeringBlock(place);
    if (needKind(need).addressing(need).kind !== "block" || block === undefined) return [];
    return [
      make("gcp:compute/globalAddress:GlobalAddress", block.name, {
        address: block.address,
        addressType: "INTERNAL",
        labels: stackLabels(stack),
        name: block.cloudName,
        network,
        prefixLength: 32 - Math.log2(BLOCK_SIZE),
        project: stack.project,
        purpose: "VPC_PEERING",
      }),
    ];
  });
