/** A service's need as another service or a stack refers to it. `service.need("orders")` returns one. */
export interface NeedRef<N = unknown> {
  readonly service: string;
  readonly need: string;
  /** Undefined if the service has no such need. A rule then reports it. */
  readonly spec: N | undefined;
}

/** True if an untyped value refers to a need. */
export const isNeedRef = (value: unknown): value is NeedRef<{ readonly kind: string } | null> =>
  typeof value === "object" &&
  value !== null &&
  "service" in value &&
  typeof value.service === "string" &&
  "need" in value &&
  typeof value.need === "string";
