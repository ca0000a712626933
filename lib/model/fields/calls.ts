import { isRecord } from "../../base/values.ts";
import type { ComponentCall, StackCall } from "./far-calls.ts";
import type { FrontEndpoint } from "./front.ts";

/** Another service's port. `service.endpoint("grpc")` returns one. */
export interface Endpoint {
  readonly kind: "endpoint";
  readonly service: string;
  readonly port: string;
}

/** An endpoint of a service that some stacks do not run. `optional(...)` returns one. */
export interface OptionalCall {
  readonly kind: "optional";
  readonly call: Endpoint | FrontEndpoint | ComponentCall;
}

/** A host outside the cluster. `outside(...)` returns one. */
export interface OutsideCall {
  readonly kind: "outside";
  readonly host: string;
  readonly port: number;
  readonly range?: string;
}

/** The target of a call. */
export type CallInput = Endpoint | FrontEndpoint | StackCall | ComponentCall | OptionalCall | OutsideCall;

/** The calls of a service, by names that it chooses. Write it as the return type if two services call each other. */
export type Calls<K extends string = string, V extends CallInput = string extends K ? CallInput : Endpoint> = Readonly<Record<K, V>>;

/** The calls that a layer replaces. A call that is always there cannot become optional. */
export type LayerCalls<C> = { readonly [K in keyof C]?: OptionalCall extends C[K] ? CallInput : Exclude<CallInput, OptionalCall> };

/** The address that a service calls. */
export interface BoundCall {
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
}

/** The address of a call. A stack may lack the service of an optional one. */
export type BoundCallOf<V> = V extends OptionalCall ? BoundCall | undefined : BoundCall;

/** Calls a service that some stacks do not run: `optional(reviews.endpoint("grpc"))`. There, `calls` has undefined for it. */
export const optional = (call: OptionalCall["call"]): OptionalCall => ({ kind: "optional", call });

/** The options of `outside`. */
export interface OutsideOptions {
  /** The range of the host's addresses, such as `10.9.0.0/16`, with a prefix of at least 8 bits. @default the internet */
  readonly range?: string;
}

/**
 * Calls a host outside the cluster: `outside("api.stripe.com", 443)`. Outgoing traffic to the port is open.
 * @param port a TCP port, 1 to 65535
 */
export const outside = (host: string, port: number, options: OutsideOptions = {}): OutsideCall => ({
  ...options,
  kind: "outside",
  host,
  port,
});

/** True if an untyped value is an endpoint. */
export const isEndpoint = (value: unknown): value is Endpoint =>
  isRecord(value) && value["kind"] === "endpoint" && typeof value["service"] === "string" && typeof value["port"] === "string";

/** True if an untyped value comes from `optional`. Its call may be malformed. */
export const isOptional = (value: unknown): value is { readonly kind: "optional"; readonly call: unknown } =>
  isRecord(value) && value["kind"] === "optional";

/** True if an untyped value comes from `outside`. Its fields may be malformed. */
export const isOutside = (value: unknown): value is Readonly<Record<string, unknown>> => isRecord(value) && value["kind"] === "outside";
