import type { Refusal } from "./refusal.ts";

/** The end of a push. */
export type Pushed =
  | { readonly kind: "pushed" }
  /** Another commit came first. */
  | { readonly kind: "moved"; readonly refusal: Refusal }
  | { readonly kind: "refused"; readonly refusal: Refusal };
