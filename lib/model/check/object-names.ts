import type { StackModel } from "../model.ts";
import { type Claim, claimsOf, serviceClaim } from "./object-claims.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Reports two parts of services that have one object: the job "b-c" of "a", and the job "c" of "a-b". */
export function checkObjectNames(stacks: readonly StackModel[], run: Run): void {
  const reported = new Set<string>();
  for (const stack of stacks) {
    const claims = claimsOf(stack);
    if (claims.length === 0) continue;
    const taken = new Map<string, Claim>();
    for (const claim of [...stack.services.map(serviceClaim), ...claims]) {
      const { service, at, object, hint } = claim;
      const other = [claim.key, ...(claim.rivals ?? [])].flatMap((key) => taken.get(key) ?? [])[0];
      if (!taken.has(claim.key)) taken.set(claim.key, claim);
      // A service without overrides is the same on every stack of its tier.
      const cause = JSON.stringify([service.name, at, other?.service.name, other?.at]);
      // Other checks compare the names of services, and those of needs.
      if (other === undefined || (claim.isPassive && other.isPassive) || reported.has(cause)) continue;
      reported.add(cause);
      reporterOf(service, run.problems)(at, `${object} belongs to ${other.part}`, hint);
    }
  }
}
