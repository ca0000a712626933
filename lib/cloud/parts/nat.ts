import { type NatInput, natOf } from "../../model/cloud/nat.ts";
import type { StackModel } from "../../model/model.ts";
import { networkId, networkName, stackLabels } from "../cloud-names.ts";
import { outputOf, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/** Returns the name of an address of a stack's NAT. @param id the name in the spec */
export const natAddressName = (stack: Pick<StackModel, "name">, id: string): string => networkName(stack, `nat-${id}`);

/** Makes a NAT with fixed addresses. Other companies allow them, so the engine protects each address on every tier. */
export const natStackPart: StackPart<NatInput> = {
  inNetwork: true,
  resources: (input, stack) => {
    const { addresses, draining, minPorts, maxPorts } = natOf(input);
    const { project, region } = stack;
    const make = resourcesOf({ kind: "Nat", name: stack.name });
    const name = networkName(stack, "nat");
    const router = make("gcp:compute/router:Router", name, { name, network: networkId(stack), project, region });
    const addressOf = (id: string) => {
      const address = natAddressName(stack, id);
      const inputs = { addressType: "EXTERNAL", labels: stackLabels(stack), name: address, networkTier: "PREMIUM", project, region };
      return make("gcp:compute/address:Address", address, inputs, { protect: true });
    };
    const [used, drained] = [addresses.map(addressOf), draining.map(addressOf)];
    const nat = make("gcp:compute/routerNat:RouterNat", name, {
      drainNatIps: drained.map((address) => outputOf(address, "selfLink")),
      enableDynamicPortAllocation: true,
      // Google refuses it together with dynamic ports.
      enableEndpointIndependentMapping: false,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
      maxPortsPerVm: maxPorts,
      minPortsPerVm: minPorts,
      name,
      // With AUTO_ONLY, Google changes the addresses.
      natIpAllocateOption: "MANUAL_ONLY",
      natIps: used.map((address) => outputOf(address, "selfLink")),
      project,
      region,
      router: outputOf(router, "name"),
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    });
    return [router, ...used, ...drained, nat];
  },
};
