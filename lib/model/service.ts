import { isRecord } from "../base/values.ts";
import type { Calls, Endpoint } from "./fields/calls.ts";
import { referenceName } from "./names.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { Needs } from "./needs/registry.ts";
import type { Ports } from "./fields/ports.ts";
import type { AnyServiceInput, LayerInput, ServiceInput } from "./service-input.ts";

/** A service with any ports, needs and calls. */
export interface AnyService {
  readonly kind: "service";
  readonly name: string;
  /** The input as written. Untyped code may have written it, so the rules check it first. */
  readonly input: AnyServiceInput;
  /** Name of an instance -> the service that runs as the instance. Empty if the service runs itself. */
  readonly instances: ReadonlyMap<string, AnyService>;
  /** The service that it is an instance of, and the name of the instance there. */
  readonly base?: { readonly service: AnyService; readonly instance: string };
}

/** A service whose ports, needs, calls and instances the compiler knows. */
export interface Service<P, N, C, I extends string = never> extends AnyService {
  /** Refers to a port, for another service's `calls`. */
  endpoint(port: keyof P & string): Endpoint;
  /** Refers to a need, for a subscription or a stack's shared instance. */
  need<K extends keyof N & string>(name: K): NeedRef<N[K]>;
  /** Refers to an instance: `cart.instance("eu").endpoint("grpc")`. */
  instance(name: I): Service<P, N, C>;
  /** Exists for the compiler only: it checks overrides against this type. */
  readonly layer?: LayerInput<P, N, C>;
}

/**
 * Describes a service: `export default defineService("cartservice", { ... })` in `services/cartservice.ts`.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 * @param name the name of the file: a DNS label of at most 40 characters
 */
export function defineService<
  const P extends Ports = Readonly<Record<never, never>>,
  const N extends Needs = Readonly<Record<never, never>>,
  C extends Calls = Readonly<Record<never, never>>,
  const I extends string = never,
>(name: string, input: ServiceInput<P, N, C, I>): Service<P, N, C, I> {
  const instances = new Map<string, Service<P, N, C>>();
  const service: Service<P, N, C, I> = {
    ...makeService(name, input),
    instances,
    instance: (instance) => instances.get(instance) ?? makeInstance(service, instance, input),
  };
  const declared: unknown = input?.instances;
  for (const instance of isRecord(declared) ? Object.keys(declared) : []) instances.set(instance, makeInstance(service, instance, input));
  return service;
}

/** Makes the service that runs as an instance. An unknown instance gets one, too, and a rule reports it. */
const makeInstance = <P, N, C>(service: AnyService, instance: string, input: ServiceInput<P, N, C>): Service<P, N, C> => ({
  ...makeService(instanceName(service.name, instance), input),
  base: { service, instance },
});

/** Returns the name of an instance: `<service>-<instance>`. */
export const instanceName = (service: string, instance: string): string => `${referenceName(service)}-${instance}`;

const NO_INSTANCES: ReadonlyMap<string, AnyService> = new Map();

function makeService<P, N, C>(name: string, input: ServiceInput<P, N, C>): Service<P, N, C> {
  const needs: unknown = input?.needs;
  const service = referenceName(name);
  return {
    kind: "service",
    name,
    // Inside Fairlead, ports, needs and calls are looked up by name. The compiler has checked the names here.
    input: input as unknown as AnyServiceInput,
    instances: NO_INSTANCES,
    endpoint: (port) => ({ kind: "endpoint", service, port }),
    need: (need) => ({
      service,
      need,
      spec: isRecord(needs) && Object.hasOwn(needs, need) ? input.needs?.[need] : undefined,
    }),
    instance: (instance) => makeService(instanceName(name, instance), input),
  };
}

/** True if `defineService` returned the value. */
export const isService = (value: unknown): value is AnyService =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "service" && "input" in value;
