import { madeUpAddress } from "./made-up.ts";
import { cloudKind, idOf, selfLink } from "./kind.ts";

/** An address of one region. Others allow it, so it stays. */
export const addressKind = cloudKind("gcp:compute/address:Address", {
  replaces: [
    "address",
    "addressType",
    "description",
    "ipCollection",
    "ipVersion",
    "ipv6EndpointType",
    "name",
    "network",
    "networkTier",
    "prefixLength",
    "project",
    "purpose",
    "region",
    "subnetwork",
  ],
  required: ["name"],
  stateful: true,
  id: idOf("projects/{project}/regions/{region}/addresses/{name}"),
  outputs: ({ address }, id) => ({
    address: address ?? madeUpAddress(id),
    selfLink: selfLink(id),
  }),
});

/** A router, which a NAT needs. */
export const routerKind = cloudKind("gcp:compute/router:Router", {
  replaces: ["encryptedInterconnectRouter", "name", "nccGateway", "network", "params", "project", "region"],
  required: ["name"],
  conflicts: [["nccGateway", "network"]],
  id: idOf("projects/{project}/regions/{region}/routers/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** A NAT of a router. */
export const routerNatKind = cloudKind("gcp:compute/routerNat:RouterNat", {
  replaces: ["endpointTypes", "initialNatIps", "name", "project", "region", "router", "type"],
  required: ["name", "router", "sourceSubnetworkIpRangesToNat"],
  conflicts: [
    ["initialNatIps", "natIps"],
    ["drainNatIps", "initialNatIps"],
  ],
  id: idOf("{project}/{region}/{router}/{name}"),
});
