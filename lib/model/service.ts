import { isRecord } from "../base/values.ts";
import { referenceName } from "./names.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { Needs } from "./needs/registry.ts";
import type { Ports } from "./ports.ts";
import type { AnyServiceInput, Calls, Endpoint, LayerInput, ServiceInput } from "./service-input.ts";

/** A service of whatever shape. */
export interface AnyService {
  readonly kind: "service";
  readonly name: string;
  /** As written; it may be wrong where it did not pass the compiler, so rules look at it before anything else does. */
  readonly input: AnyServiceInput;
}

/** A service whose ports, needs and calls the compiler knows. */
export interface Service<P, N, C> extends AnyService {
  /** One of its ports, for another service's `calls`. */
  endpoint(port: keyof P & string): Endpoint;
  /** One of its needs, for a subscription or a stack's shared instance. */
  need<K extends keyof N & string>(name: K): NeedRef<N[K]>;
  /** Exists for the compiler only: overrides are checked against it. */
  readonly layer?: LayerInput<P, N, C>;
}

/**
 * Describes a service: `export default defineService("cartservice", { ... })` in `services/cartservice.ts`.
 * It never throws: what the compiler could not refuse, `fairlead` reports with everything else that is wrong.
 */
export function defineService<
  const P extends Ports = Readonly<Record<never, never>>,
  const N extends Needs = Readonly<Record<never, never>>,
  C extends Calls = Readonly<Record<never, never>>,
>(name: string, input: ServiceInput<P, N, C>): Service<P, N, C> {
  const needs: unknown = input?.needs;
  const service = referenceName(name);
  return {
    kind: "service",
    name,
    // Inside, ports, needs and calls are looked up by name; the compiler has checked those names here.
    input: input as unknown as AnyServiceInput,
    endpoint: (port) => ({ kind: "endpoint", service, port }),
    need: (need) => ({
      service,
      need,
      spec: isRecord(needs) && Object.hasOwn(needs, need) ? input.needs?.[need] : undefined,
    }),
  };
}

/** Whether a value came from `defineService`. */
export const isService = (value: unknown): value is AnyService =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "service" && "input" in value;
