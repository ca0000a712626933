import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

/** The fields that identify a build. The id holds the build number and the start of the digest only. */
const IDENTITY = ["image", "tag", "digest", "commit"] as const;

/** True if two releases are one build, recorded with different numbers. */
export const isSameBuild = (a: Release, b: Release): boolean => IDENTITY.every((field) => a[field] === b[field]);

/**
 * Refuses a release that differs from the one that its id is recorded for. A repeated run may differ in time and in the run's name.
 * @throws UserError EXISTS with every field that differs
 */
export function requireSameBuild({ url }: Store, recorded: Release, given: Release): void {
  const differences = IDENTITY.flatMap((field) =>
    recorded[field] === given[field] ? [] : [differenceOf(field, recorded[field], given[field])],
  );
  if (differences.length === 0) return;
  const { service, build, id } = recorded;
  throw new UserError("EXISTS", `${url}: build ${build} of ${service} is recorded as ${id} with ${differences.join(" and ")}`, {
    hint: `another build needs another number: ${FAIRLEAD} release record ${service} --build <number> ...`,
  });
}

const differenceOf = (field: string, recorded: string | undefined, given: string | undefined): string =>
  `${recorded === undefined ? `no ${field}` : `the ${field} "${recorded}"`}, not ${given === undefined ? "none" : `"${given}"`}`;
