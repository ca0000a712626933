import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/**
 * Allows owners of some teams only.
 * @param owners email addresses, or domains that begin with `@`: `@example.com`
 */
export const knownOwners = (owners: readonly string[], options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("known-owners", options, {
    why: "somebody must answer for a service at night",
    fix: "set owner to the address of a team, or add the team to the policy",
    manifests: (object, { service, objects }) =>
      // One finding for each service is enough.
      service === undefined || object !== objects[0] || owners.some((owner) => isOf(owner, service.owner))
        ? []
        : [`the owner "${service.owner}" of ${service.name} is unknown`],
  });

const isOf = (owner: string, address: string): boolean =>
  owner.startsWith("@") ? address.toLowerCase().endsWith(owner.toLowerCase()) : owner.toLowerCase() === address.toLowerCase();
