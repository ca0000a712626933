/** What the server does wrong with one request. */
export type Fault =
  /** Refuses with this status; nothing is done. `retryAfter` is the header, in seconds or as a date. */
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly reason?: string; readonly retryAfter?: string }
  /** Does it, then answers with this status. */
  | { readonly kind: "status-after"; readonly status: number }
  /** Closes the connection; nothing is done. */
  | { readonly kind: "reset" }
  /** Does it, then closes the connection without an answer. */
  | { readonly kind: "reset-after" }
  /** Never answers; nothing is done. */
  | { readonly kind: "stall" }
  /** Does it, then never answers. */
  | { readonly kind: "stall-after" }
  /** Does it, sends the headers and half of the body, then nothing more. */
  | { readonly kind: "stall-body" }
  /** Does it, sends the headers and half of the body, then closes the connection. */
  | { readonly kind: "truncate" }
  /** Does it, and answers with one byte of the body changed. */
  | { readonly kind: "corrupt" }
  /** Does it, and answers with the hash of something else. */
  | { readonly kind: "wrong-hash" }
  /** Does it, and answers 200 with a page that is no JSON. */
  | { readonly kind: "no-json" }
  /** Does it twice; the client sees the second answer. */
  | { readonly kind: "twice" }
  /** Takes its time. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Leaves out headers of the answer. */
  | { readonly kind: "without"; readonly headers: readonly string[] };

/** Faults before which nothing is done. */
export const isBefore = ({ kind }: Fault): boolean => kind === "status" || kind === "reset" || kind === "stall";
