import type { DriftIgnore } from "./stack-fields/drift-ignore.ts";
import type { Address } from "./address.ts";
import type { CloudInput } from "./cloud/registry.ts";
import type { Component } from "./component.ts";
import { DEFAULTS } from "./defaults.ts";
import type { PlatformPatch } from "./fields/patch.ts";
import type { Image } from "./image-spec.ts";
import { referenceName } from "./names.ts";
import type { Restored } from "./restored.ts";
import type { PodSecurityLevel } from "./pod-security.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { AnyLayerInput, LayerInput } from "./service-input.ts";
import type { Defaults } from "./services-where.ts";
import { type AnyService, isService, type Service } from "./service.ts";
import type { ApiServerInput } from "./stack-fields/api-server.ts";
import type { ComputeClassesInput } from "./stack-fields/compute-classes.ts";
import type { ReachableEndpoint } from "./stack-fields/endpoints.ts";
import type { Monitoring } from "./stack-fields/monitoring.ts";
import type { GatewayInput } from "./stack-fields/gateway.ts";
import type { IngressInput } from "./stack-fields/ingress.ts";
import type { MovedFromInput } from "./stack-fields/moved-from.ts";
import type { ProvidersInput } from "./stack-fields/providers.ts";
import type { Tier } from "./tier.ts";

/** The services that a stack runs. */
export interface ServiceSelection {
  readonly kind: "selection";
  readonly excluded: readonly AnyService[];
  /** Leaves out services: `allServices.except(loadgenerator)`. */
  except(...services: readonly AnyService[]): ServiceSelection;
}

const selection = (excluded: readonly AnyService[]): ServiceSelection => ({
  kind: "selection",
  excluded,
  except: (...services) => selection([...excluded, ...services]),
});

/** All services in `services/`, also those that people add later. */
export const allServices: ServiceSelection = selection([]);

/** The fields that one stack sets for one service. */
export interface Override {
  readonly kind: "override";
  readonly service: AnyService;
  readonly input: AnyLayerInput;
}

/** Sets fields of a service, or of all its instances, on one stack only: `override(frontend, { scale: { min: 4, max: 40 } })`. */
export const override = <P, N, C, I extends string>(service: Service<P, N, C, I>, input: NoInfer<LayerInput<P, N, C>>): Override => ({
  kind: "override",
  service,
  // As in `defineService`, the compiler has checked the names here.
  input: input as unknown as AnyLayerInput,
});

/** True if `override` returned the value. The schema for layers checks the fields that it sets. */
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

/** A need that uses another stack's instance. */
export interface Binding<T extends Tier> {
  readonly kind: "binding";
  readonly need: NeedRef;
  readonly to: Shared<T>;
}

/** Binds a need to an instance of another stack: `bind(cart.need("carts"), us.share(cart.need("carts")))`. */
export const bind = <T extends Tier, N>(need: NeedRef<N>, to: Shared<T, NoInfer<N>>): Binding<T> => ({ kind: "binding", need, to });

/** The maximum that all pods of a stack may request. The services at full scale must fit. */
export interface QuotaInput {
  /** The number of pods, at least 1. @default no maximum */
  readonly pods?: number;
  /** Cores as a Kubernetes quantity. @default no maximum */
  readonly cpu?: string;
  /** Bytes as a Kubernetes quantity. @default no maximum */
  readonly memory?: string;
}

/** The fields of a stack: the services of one cluster. */
export interface StackInput<T extends Tier> {
  /** The care that the stack gets. */
  readonly tier: T;
  /** The Google Cloud region: a DNS label such as `us-central1`. */
  readonly region: string;
  /** The Google Cloud project that holds the instances of needs: a DNS label. */
  readonly project: string;
  /** The cluster's name in Argo CD, such as `gke_acme_europe-west1_dev`. */
  readonly cluster: string;
  /** The namespace of all services: a DNS label that no other stack of the cluster has. */
  readonly namespace: string;
  /** `allServices`, `allServices.except(...)`, or a list of services. A list may also name released images. */
  readonly services: ServiceSelection | readonly (AnyService | Image)[];
  /** The channel of the version datastore whose releases the stack runs: a DNS label. @default "main" */
  readonly channel?: string;
  /** The earlier name of the stack, or several, newest first. Its holds and history stay with it. @default none */
  readonly movedFrom?: MovedFromInput;
  /**
   * True before the stack is removed: it runs no services and components any more. Their Applications go as the tier allows. On prod, the
   * objects keep running.
   * @default false
   */
  readonly retired?: boolean;
  /**
   * The last day of the stack, such as `"2026-12-24"` in UTC. After it, `plan`, `up` and `check` warn. The stack runs until a person removes
   * it. A prod stack has none.
   * @default none
   */
  readonly expires?: string;
  /**
   * True for a stack of tests: its services run their jobs with `testData` once, which fill their needs. A prod stack has none.
   * @default false
   */
  readonly testData?: boolean;
  /** The fields that services have on this stack if they do not set them. @default none */
  readonly defaults?: Defaults;
  /** The fields that differ for one service on this stack. @default none */
  readonly overrides?: readonly Override[];
  /** Instances of other stacks of the same tier. @default none: every need has its own instance */
  readonly bindings?: readonly Binding<NoInfer<T>>[];
  /**
   * The providers of needs by kind. The cloud has the instances, or the cluster runs them: `{ redis: "cluster" }` or
   * `{ postgres: inCluster({ storage: "5Gi" }) }`. Prod requires a reason for the cluster.
   * @default "cloud" for every kind
   */
  readonly providers?: ProvidersInput;
  /** The private addresses of needs as a CIDR: `10.20.0.0/16`. @default none; required if a service has a need with an address */
  readonly privateRange?: string;
  /**
   * The addresses of instances, inside `privateRange`: `[address(cart.need("carts"), "10.30.4.5/32")]`. The pods of a service then reach
   * them instead of those that Fairlead chooses.
   * @default none
   */
  readonly addresses?: readonly Address[];
  /**
   * The copies of instances that services use in place of the instances. `fairlead cloud restore` makes a copy, and prints its line:
   * `[restored(orders.need("db"), { at: "2026-11-30T02:00:00Z", range: "10.30.208.8/29" })]`.
   * @default none
   */
  readonly restored?: readonly Restored[];
  /**
   * The addresses at which services of other clusters reach those of this stack:
   * `[reachable(cart.endpoint("grpc"), outside("10.4.0.9", 7070, { range: "10.4.0.9/32" }))]`.
   * @default the public hosts of the services
   */
  readonly endpoints?: readonly ReachableEndpoint[];
  /** The end of public host names: `boutique.example.com`. @default none; required if a service is public */
  readonly domain?: string;
  /** The names of Secrets in the namespace that pull images. Fairlead does not make them. @default none */
  readonly imagePullSecrets?: readonly string[];
  /** The Gateway of public routes. @default "external" in the namespace "gateway" */
  readonly gateway?: GatewayInput;
  /** The monitoring that scrapes the metrics of services. @default the `monitoring` of fairlead.config.ts, else nobody */
  readonly monitoring?: Monitoring;
  /** The address of the API server: `"10.0.0.2/32"`. @default none; required if a service has `kubernetesApi` */
  readonly apiServer?: ApiServerInput;
  /** The Ingress controller of public services, instead of a Gateway. @default none */
  readonly ingress?: IngressInput;
  /**
   * The Pod Security level of the namespace. Only exceptions of node agents need a level below "restricted".
   * @default "restricted"
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * The cluster's Kubernetes: `"1.34"`, or the full version such as `"1.33.4-gke.1350000"`. The charts of components see it.
   * @default the `kubernetesVersion` of fairlead.config.ts, else "1.34"
   */
  readonly kubernetesVersion?: string;
  /** The ClusterSecretStore that reads Secret Manager. @default "secret-manager" */
  readonly secretStore?: string;
  /**
   * Other Pulumi Kubernetes resources by name, a DNS label that no service of the stack has.
   * The engine renders each into `platform/<name>/`, and each has its own Application.
   * @default none
   */
  readonly components?: Readonly<Record<string, Component>>;
  /** The parts of the cloud beside those that services need, such as a NAT. @default none */
  readonly cloud?: CloudInput;
  /** Differences in the cloud that `cloud drift` does not count for a while. @default none */
  readonly driftIgnore?: readonly DriftIgnore[];
  /** The classes of nodes that the cluster makes on demand: `{ batch: cheapest({ cpu: 4, memoryGb: 16, spot: true }) }`. @default none */
  readonly computeClasses?: ComputeClassesInput;
  /** @default no maximum; NodePort and LoadBalancer Services are always refused */
  readonly quota?: QuotaInput;
  /** Changes finished manifests of the platform, and all Applications of the stack. @default none */
  readonly patch?: PlatformPatch;
}

/** A stack of any tier. */
export interface AnyStack {
  readonly kind: "stack";
  readonly name: string;
  readonly tier: Tier;
  /** The input as written. Untyped code may have written it, so the rules check it first. */
  readonly input: StackInput<Tier>;
}

/** A stack whose tier the compiler knows. */
export interface Stack<T extends Tier> extends AnyStack {
  readonly tier: T;
  /** The input as written, for a stack like this one: `{ ...latest.input, namespace: "dev-ada" }`. */
  readonly input: StackInput<T>;
  /** Offers an instance to other stacks of the same tier. */
  share<N>(need: NeedRef<N>): Shared<T, N>;
}

/**
 * Describes a stack: `export default defineStack("prod-us-central1", { ... })` in `stacks/prod-us-central1.ts`.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 * @param name the name of the file: a DNS label of at most 40 characters
 */
export function defineStack<const T extends Tier>(name: string, input: StackInput<T>): Stack<T> {
  const tier = input?.tier;
  return { kind: "stack", name, tier, input, share: (need) => ({ kind: "shared", stack: referenceName(name), tier, need }) };
}

/** True if `defineStack` returned the value. */
export const isStack = (value: unknown): value is AnyStack =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "stack";

/** Returns the channel that a stack follows. */
export const channelOf = ({ input }: { readonly input: Pick<StackInput<Tier>, "channel"> }): string => input.channel ?? DEFAULTS.channel;
