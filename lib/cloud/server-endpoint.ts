import type { StackModel } from "../model/model.ts";
import { fitName } from "../base/fit-name.ts";
import { networkId, networkName } from "./cloud-names.ts";
import { type Block, type CloudResource, outputOf, type Reference, resourcesOf } from "./resource.ts";

/** Compute Engine allows 63 characters. */
const MAX_NAME = 63;

/** The endpoint of a server in the network of a stack. */
export interface ServerEndpoint {
  readonly address: CloudResource<"gcp:compute/address:Address">;
  readonly rule: CloudResource<"gcp:compute/forwardingRule:ForwardingRule">;
}

/** The server behind an endpoint. */
export interface EndpointOf {
  /** The name of the server. */
  readonly name: string;
  /** `10.30.128.5/32`: Fairlead chose it, so manifests have it before the cloud does. */
  readonly range: string;
  /** The service attachment of the server. */
  readonly target: Reference;
  /** The subnet that has the address: its name, or its id. @default the subnet of endpoints */
  readonly subnet?: Reference | string;
}

/** Makes an endpoint of Private Service Connect at a decided address. */
export function serverEndpoint(block: Block, stack: StackModel, { name: server, range, target, subnet }: EndpointOf): ServerEndpoint {
  const make = resourcesOf(block);
  const { project, region } = stack;
  const name = fitName(server, MAX_NAME);
  const address = make("gcp:compute/address:Address", name, {
    address: addressIn(range),
    addressType: "INTERNAL",
    name,
    project,
    purpose: "GCE_ENDPOINT",
    region,
    subnetwork: subnet ?? `projects/${project}/regions/${region}/subnetworks/${networkName(stack, "endpoints")}`,
  });
  const rule = make("gcp:compute/forwardingRule:ForwardingRule", name, {
    ipAddress: outputOf(address, "id"),
    // An endpoint is no load balancer.
    loadBalancingScheme: "",
    name,
    network: networkId(stack),
    project,
    region,
    target,
  });
  return { address, rule };
}

/** Returns the address in a range of one: `10.30.128.5` of `10.30.128.5/32`. */
export const addressIn = (range: string): string => range.replace(/\/32$/, "");
