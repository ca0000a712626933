import type { Address } from "./address.ts";
import type { AddressRecord } from "./address-record.ts";
import type { ArgoCdVersion } from "./argo-cd.ts";
import type { CloudInput } from "./cloud/registry.ts";
import type { Config } from "./config.ts";
import type { EffectiveService } from "./effective.ts";
import type { BoundCall } from "./fields/calls.ts";
import type { TransportPort } from "./fields/egress.ts";
import type { Front } from "./fields/front.ts";
import type { PlatformPatch } from "./fields/patch.ts";
import type { Layer } from "./layers.ts";
import type { Pipeline } from "./pipeline/pipeline.ts";
import type { PodSecurityLevel } from "./pod-security.ts";
import type { Image } from "./image-spec.ts";
import type { Restored } from "./restored.ts";
import type { AnyStack, QuotaInput } from "./stack.ts";
import type { ComputeClassesInput } from "./stack-fields/compute-classes.ts";
import type { ApiServer } from "./stack-fields/api-server.ts";
import type { Monitoring } from "./stack-fields/monitoring.ts";
import type { Gateway } from "./stack-fields/gateway.ts";
import type { IngressInput } from "./stack-fields/ingress.ts";
import type { Providers } from "./stack-fields/providers.ts";
import type { Tier } from "./tier.ts";

/** A call of a service on a stack. */
export type Call = ReachedCall | AbsentCall | UnsetCall;

interface NamedCall {
  /** The name that the caller gives to the call. */
  readonly name: string;
  /** The layer of the caller that sets it. */
  readonly layer: Layer;
}

/** A call with an address. */
export interface ReachedCall extends NamedCall, BoundCall {
  readonly to: Callee;
  /** The port that NetworkPolicies open. It may differ from the port of the address. */
  readonly opens: TransportPort;
}

/** The target of a call that has an address. */
export type Callee =
  | { readonly kind: "service"; readonly service: string; readonly port: string }
  | { readonly kind: "front"; readonly front: string; readonly port: string; readonly services: readonly string[] }
  | { readonly kind: "remote"; readonly stack: string; readonly service: string; readonly port: string; readonly namespace: string }
  | ComponentCallee
  | { readonly kind: "internet" }
  | { readonly kind: "range"; readonly range: string };

/** A Service of a component. */
export interface ComponentCallee {
  readonly kind: "component";
  readonly component: string;
  readonly service: string;
  /** Undefined for the stack's own. */
  readonly namespace: string | undefined;
  /** The labels of the pods. Undefined for all pods of another namespace. */
  readonly pods: Readonly<Record<string, string>> | undefined;
}

/** A service of another stack that calls a service of this stack. */
export interface RemoteCaller {
  /** The stack of the caller. */
  readonly stack: string;
  /** Undefined if the caller is on another cluster: no NetworkPolicy can name its pods. */
  readonly namespace: string | undefined;
  readonly service: EffectiveService;
}

/** Service -> port name -> the services of other stacks that call it. */
export type RemoteCallers = ReadonlyMap<string, ReadonlyMap<string, readonly RemoteCaller[]>>;

/** An optional call of a service that the stack does not run. */
export interface AbsentCall extends NamedCall {
  readonly to: { readonly kind: "absent"; readonly service: string; readonly port: string };
}

/** A call that a layer drops. */
export interface UnsetCall extends NamedCall {
  /** `isOptional` is true if the service expects that the call may be absent. */
  readonly to: { readonly kind: "unset"; readonly isOptional: boolean };
}

/** True if the stack has what the call leads to. */
export const isReached = (call: Call): call is ReachedCall => call.to.kind !== "absent" && call.to.kind !== "unset";

/** Describes what a call leads to, for people. */
export function calleeText(call: Call): string {
  const { to } = call;
  if (to.kind === "unset") return "unset";
  if (to.kind === "absent") return `the stack does not run ${to.service}`;
  if (to.kind === "front") return `${to.front}.${to.port}, a Service of the platform: ${to.services.join(", ")}`;
  if (to.kind === "remote") return `${to.service}.${to.port} on ${to.stack}`;
  if (to.kind === "service") return `${to.service}.${to.port}`;
  const address = isReached(call) ? call.address : "";
  return to.kind === "component" ? `${address} of the component ${to.component}` : address;
}

/** A name that belongs to other tiers only. */
export interface ForeignName {
  readonly name: string;
  /** The stacks of that project: `<project>-<stack>-` starts the name of a bucket. */
  readonly buckets: readonly string[];
}

/** The places that belong to one tier. */
interface TierPlaces {
  /** The ends of public host names, in lower case. */
  readonly domains: readonly string[];
  /** Private addresses as CIDRs. */
  readonly ranges: readonly string[];
}

/** The places of a stack's own tier, and those of others. */
export interface TierBorder {
  readonly own: TierPlaces;
  readonly foreign: TierPlaces;
}

/** A stack of the fleet, also one that the run does not select. */
export interface StackPlace extends Pick<StackModel, "name" | "tier" | "project" | "cluster" | "namespace"> {
  /** The names of its services. */
  readonly services: readonly string[];
}

/** A front on a stack, with the services behind it. */
export interface StackFront {
  readonly front: Front;
  readonly services: readonly string[];
}

/** An instance that another stack owns. */
export interface BoundInstance {
  readonly stack: AnyStack;
  readonly service: string;
  readonly need: string;
  /** Its addresses. */
  readonly ranges: readonly string[];
}

/** A stack with every reference resolved and every default applied. */
export interface StackModel {
  readonly name: string;
  readonly file: string;
  readonly tier: Tier;
  readonly region: string;
  readonly project: string;
  readonly cluster: string;
  readonly namespace: string;
  /** The channel whose releases the stack runs. */
  readonly channel: string;
  /** True if the stack runs nothing any more, and its file goes next. */
  readonly retired: boolean;
  /** True if services run their jobs for test data. */
  readonly testData: boolean;
  /** The kinds of needs that the cluster provides. */
  readonly providers: Providers;
  readonly privateRange: string | undefined;
  /** The addresses of instances that the stack knows. */
  readonly addresses: readonly Address[];
  /** The addresses of instances that earlier runs decided. */
  readonly recorded: AddressRecord | undefined;
  /** The copies that services use in place of instances. */
  readonly restored: readonly Restored[];
  readonly domain: string | undefined;
  readonly gateway: Gateway;
  readonly monitoring: Monitoring | undefined;
  readonly apiServer: ApiServer | undefined;
  /** The Ingress controller of public services. If there is one, the Gateway is not used. */
  readonly ingress: IngressInput | undefined;
  readonly podSecurity: PodSecurityLevel;
  /** The Kubernetes that charts see: `v1.34.0`. */
  readonly kubernetesVersion: string;
  readonly secretStore: string;
  readonly imagePullSecrets: readonly string[];
  /** The parts of the cloud that the stack asks for by itself. */
  readonly cloud: CloudInput;
  /** The classes of nodes by name. */
  readonly computeClasses: ComputeClassesInput;
  readonly quota: QuotaInput | undefined;
  readonly patch: PlatformPatch | undefined;
  readonly services: readonly EffectiveService[];
  /** The fronts of its services, by name. */
  readonly fronts: readonly StackFront[];
  /** The released images that the stack uses or lists, by name. */
  readonly images: readonly Image[];
  /** The names of the components, sorted. */
  readonly components: readonly string[];
  /** Service -> its calls. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  /** Service -> port name -> the services that call it. */
  readonly callers: ReadonlyMap<string, ReadonlyMap<string, readonly EffectiveService[]>>;
  /** The services of other stacks that call this stack's. All stacks of the fleet count, also those that a run does not select. */
  readonly remoteCallers: RemoteCallers;
  /** `<service>.<need>` -> the stack and need that own the instance, if another stack owns it. */
  readonly bindings: ReadonlyMap<string, BoundInstance>;
  /** Names that belong to other tiers only: projects and private DNS zones. */
  readonly foreign: readonly ForeignName[];
  /** The domains and the private ranges on both sides of the border between the tiers. */
  readonly border: TierBorder;
  /** All stacks of the fleet. Their names, accounts and secrets have one owner each. */
  readonly fleet: { readonly name: string; readonly stacks: readonly StackPlace[] };
}

/** The fleet after all rules; the input of lib/compile. */
export interface Model {
  readonly config: Required<Config["repository"]> & { readonly name: string; readonly argoCd: ArgoCdVersion };
  readonly stacks: readonly StackModel[];
  /** The order in which changes travel. @default each stack follows specs and channels at once */
  readonly pipeline?: Pipeline;
}

/** Returns the private DNS zone of a stack's instances. */
export const dnsZone = (stack: string): string => `${stack}.internal`;
