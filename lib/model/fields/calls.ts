import { isRecord } from "../../base/values.ts";
import type { Unset } from "./env-values.ts";
import type { ComponentCall } from "./component-call.ts";
import type { FrontEndpoint } from "./front.ts";

/** Another service's port. `service.endpoint("grpc")` returns one. */
export interface Endpoint {
  readonly kind: "endpoint";
  readonly service: string;
  readonly port: string;
}

/** A call that some stacks do not have: of a service that they do not run, or unset there. `optional(...)` returns one. */
export interface OptionalCall {
  readonly kind: "optional";
  readonly call: Endpoint | FrontEndpoint | ComponentCall | OutsideCall;
}

/** A host outside the cluster. `outside(...)` returns one. */
export interface OutsideCall {
  readonly kind: "outside";
  readonly host: string;
  readonly port: number;
  readonly range?: string;
}

/** A stack, as a call names it. */
interface NamedStack {
  readonly kind: "stack";
  readonly name: string;
}

/** A service of another stack. `onStack(...)` returns one. */
export interface StackCall {
  readonly kind: "onStack";
  readonly stack: string;
  readonly call: Endpoint;
}

/** Calls a service of another stack of the same tier: `onStack(prodUs, cart.endpoint("grpc"))`. Write it in an override of the caller's stack. */
export const onStack = (stack: NamedStack, call: Endpoint): StackCall => ({ kind: "onStack", stack: stack.name, call });

/** The target of a call. */
export type CallInput = Endpoint | FrontEndpoint | StackCall | ComponentCall | OptionalCall | OutsideCall;

/** The calls of a service, by names that it chooses. Write it as the return type if two services call each other. */
export type Calls<K extends string = string, V extends CallInput = string extends K ? CallInput : Endpoint> = Readonly<Record<K, V>>;

/** The calls that a layer replaces or drops with `unset`. A call that is always there cannot become optional. */
export type LayerCalls<C> = {
  readonly [K in keyof C]?: Unset | (OptionalCall extends C[K] ? CallInput : Exclude<CallInput, OptionalCall>);
};

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

/** True if an untyped value comes from `onStack`. Its call may be malformed. */
export const isStackCall = (value: unknown): value is { readonly kind: "onStack"; readonly stack: unknown; readonly call: unknown } =>
  isRecord(value) && value["kind"] === "onStack";
