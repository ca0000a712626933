import type { StackModel } from "../../model/model.ts";
import { planAddresses } from "../../model/address-plan.ts";
import { networkName, stackLabels, zoneName } from "../cloud-names.ts";
import { googleApis } from "./google-apis.ts";
import { peeringBlocks } from "./peering-blocks.ts";
import { isProtected } from "../need-place.ts";
import { dnsZone } from "../../model/model.ts";
import { type AnyCloudResource, type MakeResource, outputOf, type Reference, resourcesOf } from "../resource.ts";

/** Makes the network of a stack with its private zone. Managed services connect to it, and no other network reaches it. */
export function networkBlock(stack: StackModel): readonly AnyCloudResource[] {
  const { project } = stack;
  const protect = isProtected(stack.tier);
  const make = resourcesOf({ kind: "Network", name: stack.name });
  const name = networkName(stack);
  const network = make(
    "gcp:compute/network:Network",
    name,
    { autoCreateSubnetworks: false, name, project, routingMode: "REGIONAL" },
    { protect },
  );
  const id = outputOf(network, "id");
  const zone = make(
    "gcp:dns/managedZone:ManagedZone",
    zoneName(stack),
    {
      description: `Addresses of the instances of ${stack.name}`,
      dnsName: `${dnsZone(stack.name)}.`,
      labels: stackLabels(stack),
      name: zoneName(stack),
      privateVisibilityConfig: { networks: [{ networkUrl: id }] },
      project,
      visibility: "private",
    },
    { protect },
  );
  return [network, zone, ...privateServices(stack, make, id), ...googleApis(stack, make, id)];
}

/** Makes the ways to managed services: a peering with its blocks of addresses, and a subnet for endpoints. */
function privateServices(stack: StackModel, make: MakeResource, network: Reference): readonly AnyCloudResource[] {
  const { project, region } = stack;
  const plan = planAddresses(stack.privateRange ?? "");
  if (plan === undefined) return [];
  const protect = isProtected(stack.tier);
  const [address = "", prefix = ""] = plan.services.split("/");
  const [services, endpoints] = [networkName(stack, "services"), networkName(stack, "endpoints")];
  // Servers without a block of their own lie in it.
  const block = make(
    "gcp:compute/globalAddress:GlobalAddress",
    services,
    {
      address,
      addressType: "INTERNAL",
      labels: stackLabels(stack),
      name: services,
      network,
      prefixLength: Number(prefix),
      project,
      purpose: "VPC_PEERING",
    },
    { protect },
  );
  const blocks = peeringBlocks(stack, make, network);
  const connection = make(
    "gcp:servicenetworking/connection:Connection",
    services,
    // Google refuses to delete a connection for days after its last instance.
    {
      deletionPolicy: "ABANDON",
      network,
      reservedPeeringRanges: [block, ...blocks].map((each) => outputOf(each, "name")),
      service: "servicenetworking.googleapis.com",
    },
    { protect },
  );
  const subnet = make("gcp:compute/subnetwork:Subnetwork", endpoints, {
    ipCidrRange: plan.endpoints,
    name: endpoints,
    network,
    privateIpGoogleAccess: true,
    project,
    region,
  });
  return [block, ...blocks, connection, subnet];
}
