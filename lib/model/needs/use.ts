import * as z from "zod/mini";
import type { BoundNeed, Gives } from "./need.ts";
import type { NeedRef } from "./need-ref.ts";

/** A need of another service. This service uses the owner's instance on the same stack. */
export interface UsedNeed<N = unknown> extends Gives<BoundNeed<N>> {
  readonly kind: "use";
  /** Lazy, so that two services may refer to each other. */
  readonly owner: () => NeedRef<N>;
}

/**
 * Uses the instance of another service's need: `use(orders.need("db"))`. Both services get the same values: the user and the password
 * are the owner's. Write `use(() => orders.need("db"))` if the two services refer to each other.
 */
export const use = <N>(need: NeedRef<N> | (() => NeedRef<N>)): UsedNeed<N> => ({
  kind: "use",
  owner: typeof need === "function" ? need : () => need,
});

/** The schema of a used need. */
export const useSchema = z.strictObject({
  kind: z.literal("use"),
  owner: z.custom((value) => typeof value === "function", 'must be a function such as () => service.need("db")'),
});

/** True if a need is one of another service. */
export const isUsed = (need: { readonly kind: string }): need is UsedNeed => need.kind === "use";
