/** A fault of one request. */
export type Fault =
  /** Refuses with this status, without an effect. `retryAfter` is the header, in seconds or as a date. */
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly reason?: string; readonly retryAfter?: string }
  /** Performs the request, then answers with this status. */
  | { readonly kind: "status-after"; readonly status: number }
  /** Closes the connection, without an effect. */
  | { readonly kind: "reset" }
  /** Performs the request, then closes the connection without an answer. */
  | { readonly kind: "reset-after" }
  /** Never answers, without an effect. */
  | { readonly kind: "stall" }
  /** Performs the request, then never answers. */
  | { readonly kind: "stall-after" }
  /** Performs the request, then sends the headers and half of the body, and stalls. */
  | { readonly kind: "stall-body" }
  /** Performs the request, then sends the headers and half of the body, and closes the connection. */
  | { readonly kind: "truncate" }
  /** Performs the request, and changes one byte of the body. */
  | { readonly kind: "corrupt" }
  /** Performs the request, and answers with a wrong hash. */
  | { readonly kind: "wrong-hash" }
  /** Performs the request, and answers 200 with an HTML page. */
  | { readonly kind: "no-json" }
  /** Answers 200 with an empty JSON object, without an effect. */
  | { readonly kind: "empty-json" }
  /** Answers with an empty page of a listing, and with the token of a further page. */
  | { readonly kind: "more-pages" }
  /** Answers with a page of a listing that has more bytes than any real one. */
  | { readonly kind: "large-page" }
  /** Performs the request twice, and sends the second answer. */
  | { readonly kind: "twice" }
  /** Waits before it performs the request. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Omits headers of the answer. */
  | { readonly kind: "without"; readonly headers: readonly string[] };

/** True if the fault prevents the request. */
export const isBefore = ({ kind }: Fault): boolean => kind === "status" || kind === "reset" || kind === "stall";
