import { fitName } from "../base/fit-name.ts";
import { networkId } from "./cloud-names.ts";
import { copyAddresses, copyStamp } from "../model/restored.ts";
import { type Instance, instanceName } from "../model/needs/need.ts";
import type { CopyPlan, NoCopies } from "./copies.ts";
import type { NeedPlace } from "./need-place.ts";
import { type AnyCloudResource, type Block, outputOf, type Reference, resourcesOf } from "./resource.ts";

/** Compute Engine allows 63 characters. */
const MAX_NAME = 63;

/** The parts of a copy that each kind of server has. */
export interface CopyBlock {
  readonly block: Block;
  /** The name of the copy: `<stack>-<service>-<need>-<stamp>`. */
  readonly name: string;
  /** The place of the copy. Neither cloud nor names confuse it with the instance. */
  readonly place: NeedPlace;
  readonly subnet: AnyCloudResource;
  /** The name of the subnet for endpoints. */
  readonly subnetId: Reference;
  /** A range of one address for each server. */
  readonly ranges: readonly string[];
}

/** Returns the name of a copy: `<stack>-<service>-<need>-<stamp>`. */
const copyName = (instance: Instance, at: string): string => `${instanceName(instance)}-${copyStamp(at)}`;

/** Makes the parts that each copy has beside its server. Its subnet has no address of another instance. */
export function copyBlock(place: NeedPlace, { range, source: { at } }: CopyPlan): CopyBlock {
  const { stack, instance } = place;
  const { service, need } = instance;
  const block = { kind: "Copy", name: `${service}-${need}`, service };
  const name = copyName(instance, at);
  const subnet = resourcesOf(block)("gcp:compute/subnetwork:Subnetwork", name, {
    ipCidrRange: range,
    name: fitName(name, MAX_NAME),
    network: networkId(stack),
    privateIpGoogleAccess: true,
    project: stack.project,
    region: stack.region,
  });
  const ranges = copyAddresses(range).map((address) => `${address}/32`);
  const { restored: _restored, ...rest } = place;
  return {
    block,
    name,
    // The cloud does not hold a copy, so it goes after `unprotect` and `destroy`.
    place: { ...rest, instance: { ...instance, copy: copyStamp(at) }, range: { ranges, isReserved: true }, protect: false },
    subnet,
    subnetId: outputOf(subnet, "id"),
    ranges,
  };
}

/** States that the cloud makes no copies of an instance. @param kept the earlier data that the cloud has. Nothing by default */
export const noCopies = (reason: string, hint?: string, kept: Pick<NoCopies, "keeps" | "shared"> = {}): NoCopies => ({
  kind: "none",
  reason,
  ...(hint === undefined ? {} : { hint }),
  ...kept,
});
