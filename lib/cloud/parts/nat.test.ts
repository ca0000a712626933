import { expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";

const ADDRESS = "gcp:compute/address:Address";
const NAT = "gcp:compute/routerNat:RouterNat";

const cloud = (nat: object) => cloudOf([serviceFile("cart")], "latest", { cloud: { nat } });
const address = (name: string) => ({ kind: "reference", type: ADDRESS, name, output: "selfLink" });

it("sends from two addresses that the engine protects, also on latest", () => {
  const { get, protected: kept } = cloud({});
  expect(get(NAT, "latest-nat")).toEqual({
    drainNatIps: [],
    enableDynamicPortAllocation: true,
    enableEndpointIndependentMapping: false,
    logConfig: { enable: true, filter: "ERRORS_ONLY" },
    maxPortsPerVm: 4096,
    minPortsPerVm: 64,
    name: "latest-nat",
    natIpAllocateOption: "MANUAL_ONLY",
    natIps: [address("latest-nat-1"), address("latest-nat-2")],
    project: "shop-latest",
    region: "us-central1",
    router: { kind: "reference", type: "gcp:compute/router:Router", name: "latest-nat", output: "name" },
    sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  });
  expect(kept).toEqual(["Address latest-nat-1", "Address latest-nat-2"]);
});

it("drains an address before it goes, and keeps it until then", () => {
  const { get } = cloud({ addresses: ["2", "3"], draining: ["1"] });
  expect(get(NAT, "latest-nat")).toMatchObject({
    drainNatIps: [address("latest-nat-1")],
    natIps: [address("latest-nat-2"), address("latest-nat-3")],
  });
  // A change of the description would replace the address.
  expect(get(ADDRESS, "latest-nat-1")).not.toHaveProperty("description");
});

it("is in the stack's network, which then exists without needs, too", () => {
  const { get } = cloud({});
  expect(get("gcp:compute/router:Router", "latest-nat")).toMatchObject({ network: "projects/shop-latest/global/networks/latest" });
  expect(get("gcp:compute/network:Network", "latest")).toMatchObject({ autoCreateSubnetworks: false });
});
