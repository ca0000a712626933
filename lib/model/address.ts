import type { NeedRef } from "./needs/need-ref.ts";
import type { Owner } from "./needs/resolve-needs.ts";

/** The address of a need's instance on a stack. */
export interface Address {
  readonly kind: "address";
  readonly need: NeedRef;
  /** A range inside the stack's `privateRange`. */
  readonly range: string;
}

/** Says where the instance of a need is: `address(cart.need("carts"), "10.30.4.5/32")`. */
export const address = (need: NeedRef, range: string): Address => ({ kind: "address", need, range });

/** Returns the address of an instance, or undefined if the stack gives none. */
export const addressOf = (addresses: readonly Address[] = [], { service, need }: Owner): string | undefined =>
  addresses.find((each) => each.need.service === service && each.need.need === need)?.range;
