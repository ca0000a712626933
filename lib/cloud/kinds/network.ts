import { isWithin, parseRange } from "../../base/ip-ranges.ts";
import { madeUpAddress, madeUpNumber } from "./made-up.ts";
import { cloudKind, idOf, selfLink, textOf } from "./kind.ts";

/** A network. */
export const networkKind = cloudKind("gcp:compute/network:Network", {
  replaces: ["autoCreateSubnetworks", "description", "internalIpv6Range", "name", "networkProfile", "params", "project"],
  required: ["name"],
  id: idOf("projects/{project}/global/networks/{name}"),
  outputs: (_inputs, id) => ({ numericId: madeUpNumber(id), selfLink: selfLink(id) }),
});

/** A subnet of a network. */
export const subnetworkKind = cloudKind("gcp:compute/subnetwork:Subnetwork", {
  replaces: [
    "description",
    "externalIpv6Prefix",
    "internalIpv6Prefix",
    "name",
    "network",
    "params",
    "project",
    "region",
    "reservedInternalRange",
    "resolveSubnetMask",
  ],
  replacesIf: (old, next) => (isExpansion(textOf(old, "ipCidrRange"), textOf(next, "ipCidrRange")) ? [] : ["ipCidrRange"]),
  required: ["name", "network"],
  id: idOf("projects/{project}/regions/{region}/subnetworks/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** An address of all regions, or a range of them. */
export const globalAddressKind = cloudKind("gcp:compute/globalAddress:GlobalAddress", {
  replaces: ["address", "addressType", "description", "ipVersion", "name", "network", "prefixLength", "project", "purpose"],
  required: ["name"],
  id: idOf("projects/{project}/global/addresses/{name}"),
  outputs: ({ address }, id) => ({ address: address ?? madeUpAddress(id), selfLink: selfLink(id) }),
});

/** The way of packets to an address of all regions. */
export const forwardingRuleKind = cloudKind("gcp:compute/globalForwardingRule:GlobalForwardingRule", {
  replaces: [
    "description",
    "ipAddress",
    "ipProtocol",
    "ipVersion",
    "metadataFilters",
    "name",
    "network",
    "networkTier",
    "noAutomateDnsZone",
    "portRange",
    "project",
    "serviceDirectoryRegistrations",
    "sourceIpRanges",
    "subnetwork",
  ],
  required: ["name", "target"],
  id: idOf("projects/{project}/global/forwardingRules/{name}"),
  outputs: (_inputs, id) => ({ forwardingRuleId: madeUpNumber(id), selfLink: selfLink(id) }),
});

/** The way of packets to an address of one region, such as the endpoint of a server. */
export const endpointRuleKind = cloudKind("gcp:compute/forwardingRule:ForwardingRule", {
  replaces: [
    "allPorts",
    "backendService",
    "description",
    "ipAddress",
    "ipCollection",
    "ipProtocol",
    "ipVersion",
    "isMirroringCollector",
    "loadBalancingScheme",
    "name",
    "network",
    "networkTier",
    "noAutomateDnsZone",
    "portRange",
    "ports",
    "project",
    "region",
    "serviceDirectoryRegistrations",
    "serviceLabel",
    "sourceIpRanges",
    "subnetwork",
  ],
  required: ["name"],
  id: idOf("projects/{project}/regions/{region}/forwardingRules/{name}"),
  outputs: (_inputs, id) => ({ forwardingRuleId: madeUpNumber(id), pscConnectionId: madeUpNumber(`${id}/psc`), selfLink: selfLink(id) }),
});

/** The peering with the network of managed services. */
export const connectionKind = cloudKind("gcp:servicenetworking/connection:Connection", {
  replaces: ["network", "service"],
  deleteBeforeReplace: false,
  required: ["network", "reservedPeeringRanges", "service"],
  id: (inputs) => `${encodeURIComponent(textOf(inputs, "network"))}:${textOf(inputs, "service")}`,
  endsWith: { type: "gcp:compute/network:Network", input: "network" },
  outputs: () => ({ peering: "servicenetworking-googleapis-com" }),
});

/** The permission of a managed service to make endpoints in a subnet. */
export const connectionPolicyKind = cloudKind("gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy", {
  replaces: ["location", "name", "network", "project", "serviceClass"],
  required: ["location", "name", "network", "serviceClass"],
  id: idOf("projects/{project}/locations/{location}/serviceConnectionPolicies/{name}"),
});

/** True if a range keeps all its addresses. */
function isExpansion(old: string, next: string): boolean {
  const [inner, outer] = [parseRange(old), parseRange(next)];
  return inner !== undefined && outer !== undefined && isWithin(inner, outer);
}
