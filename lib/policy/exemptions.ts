import type { Problem } from "../base/problem.ts";
import { isExpired } from "../model/stack-fields/expires.ts";
import type { PolicyFile } from "./policy-file.ts";
import type { PolicyExemption } from "./policy.ts";

/** The place of a finding. An instance has the name of its service as `release`. */
export interface FindingPlace {
  readonly stack: string;
  readonly service: { readonly name: string; readonly release: string } | undefined;
}

/** True if an exemption covers a place. */
export const covers = ({ stack, service }: PolicyExemption, place: FindingPlace): boolean =>
  (stack === undefined || stack.name === place.stack) &&
  (service === undefined || service.name === place.service?.name || service.name === place.service?.release);

/** True if an exemption counts at a time. Its last day is included. */
export const isInForce = ({ expires }: PolicyExemption, now: string): boolean => !isExpired(expires, now);

/** Names the place that an exemption covers: `cartservice on prod`. */
export const placeOf = ({ stack, service }: PolicyExemption): string =>
  service === undefined ? (stack?.name ?? "") : stack === undefined ? service.name : `${service.name} on ${stack.name}`;

/** Lists the exemptions that no longer count. */
export const expiredExemptions = (policies: readonly PolicyFile[], now: string): readonly Problem[] =>
  warnings(policies, (exemption) =>
    isInForce(exemption, now)
      ? undefined
      : [
          `the exemption of ${placeOf(exemption)} expired after ${exemption.expires} and no longer counts; ${exemption.owner} owns it`,
          "remove it, or give it a later day",
        ],
  );

/** Lists the exemptions that count and cover no finding. */
export const unusedExemptions = (policies: readonly PolicyFile[], now: string, used: ReadonlySet<PolicyExemption>): readonly Problem[] =>
  warnings(policies, (exemption) =>
    used.has(exemption) || !isInForce(exemption, now)
      ? undefined
      : [`the exemption of ${placeOf(exemption)} covers no finding; ${exemption.owner} owns it`, "remove it"],
  );

function warnings(
  policies: readonly PolicyFile[],
  findingOf: (exemption: PolicyExemption) => readonly [message: string, hint: string] | undefined,
): readonly Problem[] {
  return policies.flatMap(({ file, policy: { name, input } }) =>
    (input.exemptions ?? []).flatMap((exemption, index): readonly Problem[] => {
      const found = findingOf(exemption);
      if (found === undefined) return [];
      const [message, hint] = found;
      return [{ file, path: `${name}.exemptions.${index}`, message, hint, severity: "warning" }];
    }),
  );
}
