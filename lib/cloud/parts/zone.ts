import type { ZoneInput } from "../../model/cloud/zone.ts";
import type { StackModel } from "../../model/model.ts";
import { networkName, stackLabels } from "../cloud-names.ts";
import { isProtected } from "../need-place.ts";
import { resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/** Returns the name of a stack's public zone: `prod-public`. */
export const publicZoneName = (stack: Pick<StackModel, "name">): string => networkName(stack, "public");

/** Returns the domain of a stack's public zone, or undefined if Fairlead does not make the zone. */
export const publicDomain = ({ cloud, domain }: Pick<StackModel, "cloud" | "domain">): string | undefined =>
  cloud.zone === undefined ? undefined : (cloud.zone.domain ?? domain);

/** Makes a public zone with signed answers. */
export const zoneStackPart: StackPart<ZoneInput> = {
  inNetwork: false,
  resources: (_input, stack) => {
    const name = publicZoneName(stack);
    const make = resourcesOf({ kind: "Zone", name: stack.name });
    return [
      make(
        "gcp:dns/managedZone:ManagedZone",
        name,
        {
          description: `Public names of ${stack.name}`,
          dnsName: `${publicDomain(stack) ?? ""}.`,
          dnssecConfig: { state: "on" },
          // With it, a deletion would take records with it that Fairlead does not know.
          forceDestroy: false,
          labels: stackLabels(stack),
          name,
          project: stack.project,
          visibility: "public",
        },
        { protect: isProtected(stack.tier) },
      ),
    ];
  },
};
