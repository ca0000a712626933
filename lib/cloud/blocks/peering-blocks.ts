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

/** Returns the name of the block that a server has alone, or undefined if Google chooses its address among all. */
export const peeringBlockName = ({ instance, range }: NeedPlace): string | undefined =>
  range?.isReserved === true ? fitName(`${instanceName(instance)}-block`, MAX_NAME) : undefined;

/** Makes a block of addresses for each server that cannot have a single one. The connection to Google lists them, so all services share it. */
export const peeringBlocks = (
  stack: StackModel,
  make: MakeResource,
  network: Reference,
): readonly CloudResource<"gcp:compute/globalAddress:GlobalAddress">[] =>
  cloudNeeds(stack).flatMap(({ need, place }) => {
    const name = peeringBlockName(place);
    const range = parseRange(place.range?.ranges[0] ?? "");
    if (needKind(need).addressing(need).kind !== "block" || name === undefined || range === undefined) return [];
    return [
      make("gcp:compute/globalAddress:GlobalAddress", name, {
        address: formatAddress(range.first - (range.first % BLOCK_SIZE)),
        addressType: "INTERNAL",
        labels: stackLabels(stack),
        name,
        network,
        prefixLength: 32 - Math.log2(BLOCK_SIZE),
        project: stack.project,
        purpose: "VPC_PEERING",
      }),
    ];
  });
