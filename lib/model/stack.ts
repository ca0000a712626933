import type { Component } from "./component.ts";
import { referenceName } from "./names.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { AnyLayerInput, LayerInput } from "./service-input.ts";
import { type AnyService, isService, type Service } from "./service.ts";
import type { Tier } from "./tier.ts";

/** Which services a stack runs. */
export interface ServiceSelection {
  readonly kind: "selection";
  readonly excluded: readonly AnyService[];
  /** All but these. */
  except(...services: readonly AnyService[]): ServiceSelection;
}

const selection = (excluded: readonly AnyService[]): ServiceSelection => ({
  kind: "selection",
  excluded,
  except: (...services) => selection([...excluded, ...services]),
});

/** Every service in `services/`, whatever is added there later. */
export const allServices: ServiceSelection = selection([]);

/** What one stack sets for one service. */
export interface Override {
  readonly kind: "override";
  readonly service: AnyService;
  readonly input: AnyLayerInput;
}

/** Sets what differs for a service on this stack only: `override(frontend, { scale: { min: 4, max: 40 } })`. */
export const override = <P, N, C>(service: Service<P, N, C>, input: NoInfer<LayerInput<P, N, C>>): Override => ({
  kind: "override",
  service,
  // As with a service: names are looked up at run time once the compiler has checked them.
  input: input as unknown as AnyLayerInput,
});

/** Whether a value came from `override`; what it sets is looked at by the schema for layers. */
export const isOverride = (value: unknown): value is Override =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  value.kind === "override" &&
  "service" in value &&
  isService(value.service);

/** An instance that a stack owns and another stack of the same tier may use. */
export interface Shared<T extends Tier, N = unknown> {
  readonly kind: "shared";
  readonly stack: string;
  readonly tier: T;
  readonly need: NeedRef<N>;
}

/** Another stack's instance in place of the stack's own: `bind(cart.need("carts"), us.share(cart.need("carts")))`. */
export interface Binding<T extends Tier> {
  readonly kind: "binding";
  readonly need: NeedRef;
  readonly to: Shared<T>;
}

export const bind = <T extends Tier, N>(need: NeedRef<N>, to: Shared<T, NoInfer<N>>): Binding<T> => ({ kind: "binding", need, to });

/** Upper bounds for a stack's namespace; the services at full scale must fit. */
export interface QuotaInput {
  readonly pods?: number;
  /** Cores asked for, all pods together. */
  readonly cpu?: string;
  /** Memory asked for, all pods together. */
  readonly memory?: string;
}

/** One cluster's share of the fleet. */
export interface StackInput<T extends Tier> {
  readonly tier: T;
  readonly region: string;
  /** The Google Cloud project. */
  readonly project: string;
  /** The cluster's name in Argo CD. */
  readonly cluster: string;
  readonly namespace: string;
  readonly services: ServiceSelection | readonly AnyService[];
  /** The channel of the version datastore whose releases it gets: a DNS label. @default "latest" */
  readonly channel?: string;
  readonly overrides?: readonly Override[];
  /** Instances of other stacks, which must be of the same tier. @default every need has an instance of its own */
  readonly bindings?: readonly Binding<NoInfer<T>>[];
  /** Where needs are reached, as a CIDR of the private network: `10.20.0.0/16`. Required once a service needs it. */
  readonly privateRange?: string;
  /** Public host names end in it: `boutique.example.com`. Required once a service is public. */
  readonly domain?: string;
  /** The Gateway that public routes hang on. @default "external" in the namespace "gateway" */
  readonly gateway?: { readonly name: string; readonly namespace: string };
  /** The ClusterSecretStore that reads Secret Manager. @default "secret-manager" */
  readonly secretStore?: string;
  /**
   * Other Pulumi Kubernetes resources, by name (a DNS label that no service of the stack has). Each is rendered by the engine into
   * `platform/<name>/` and gets an Application of its own. @default none
   */
  readonly components?: Readonly<Record<string, Component>>;
  /** @default no bounds but "no NodePort and no LoadBalancer Services" */
  readonly quota?: QuotaInput;
}

export interface AnyStack {
  readonly kind: "stack";
  readonly name: string;
  readonly tier: Tier;
  /** As written; rules look at it before anything else does. */
  readonly input: StackInput<Tier>;
}

export interface Stack<T extends Tier> extends AnyStack {
  readonly tier: T;
  /** Offers an instance to other stacks of the same tier. */
  share<N>(need: NeedRef<N>): Shared<T, N>;
}

/** Describes a stack: `export default defineStack("prod-us-central1", { ... })` in `stacks/prod-us-central1.ts`. */
export function defineStack<const T extends Tier>(name: string, input: StackInput<T>): Stack<T> {
  const tier = input?.tier;
  return { kind: "stack", name, tier, input, share: (need) => ({ kind: "shared", stack: referenceName(name), tier, need }) };
}

export const isStack = (value: unknown): value is AnyStack =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "stack";
