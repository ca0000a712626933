import { formatAddress, parseRange } from "../base/ip-ranges.ts";
import { KEPT } from "./address-plan.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { Owner } from "./needs/resolve-needs.ts";

/** A copy of an instance as it was at a time. Services reach it in place of the instance. */
export interface Restored {
  readonly kind: "restored";
  readonly need: NeedRef;
  /** The time in UTC, in whole seconds: `2026-11-30T02:00:00Z`. */
  readonly at: string;
  /** The block of 8 addresses that only the copy has. */
  readonly range: string;
}

/** The place of a copy, as `fairlead cloud restore` prints it. */
export interface RestoredPlace {
  /** The time in UTC, in whole seconds: `2026-11-30T02:00:00Z`. */
  readonly at: string;
  /** The block of 8 addresses that only the copy has: `10.30.208.8/29`. */
  readonly range: string;
}

/**
 * Lets the services of a stack use a copy that `fairlead cloud restore` made:
 * `restored(orders.need("db"), { at: "2026-11-30T02:00:00Z", range: "10.30.208.8/29" })`.
 */
export const restored = (need: NeedRef, { at, range }: RestoredPlace): Restored => ({ kind: "restored", need, at, range });

/** Returns the copy that services use in place of an instance. Returns undefined if they use the instance. */
export const restoredOf = (list: readonly Restored[] = [], { service, need }: Owner): Restored | undefined =>
  list.find((each) => each.need.service === service && each.need.need === need);

/** Returns the part of names that tells copies apart: `20261130t020000z`. */
export const copyStamp = (at: string): string => at.replace(/[-:]/g, "").toLowerCase();

/** Returns the addresses of the servers of a copy: the first ones of its block that Google does not keep. */
export const copyAddresses = (range: string): readonly string[] => {
  const first = (parseRange(range)?.first ?? 0) + KEPT;
  return [formatAddress(first), formatAddress(first + 1)];
};
