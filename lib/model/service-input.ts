import type { AllowFromInput } from "./fields/allow-from.ts";
import type { Calls, LayerCalls } from "./fields/calls.ts";
import type { EgressInput } from "./fields/egress.ts";
import type { DaemonInput } from "./fields/daemon.ts";
import type { EnvInput } from "./fields/env.ts";
import type { FilesInput } from "./fields/files.ts";
import type { Front } from "./fields/front.ts";
import type { HealthInput } from "./fields/health.ts";
import type { InitInput } from "./fields/init.ts";
import type { JobInput } from "./fields/jobs.ts";
import type { Patch } from "./fields/patch.ts";
import type { Ports, PortSpec } from "./fields/ports.ts";
import type { ApiAccess } from "./fields/kubernetes-api.ts";
import type { MetricsInput } from "./fields/scraping.ts";
import type { PodInput } from "./fields/pod.ts";
import type { PublicInput, PublicLayer } from "./fields/public.ts";
import type { ResourcesInput } from "./fields/resources.ts";
import type { ScaleInput } from "./fields/scale.ts";
import type { ScheduleInput } from "./fields/schedule.ts";
import type { SessionAffinity } from "./fields/session-affinity.ts";
import type { SidecarsInput } from "./fields/sidecars.ts";
import type { WordsInput } from "./fields/words.ts";
import type { StatefulInput, StatefulLayer } from "./fields/stateful.ts";
import type { Manifest, ManifestContext } from "./manifest.ts";
import type { LayerNeeds } from "./needs/layer-needs.ts";
import type { Needs } from "./needs/registry.ts";
import type { Tier } from "./tier.ts";

/** The fields that a tier and a stack may set. Objects merge key by key; lists and values replace. */
export interface LayerInput<P, N, C> extends PodInput<NoInfer<keyof P & string>> {
  /** @default 100m, 128Mi and 1Gi; see `ResourcesInput` for the limits */
  readonly resources?: ResourcesInput;
  /** @default checks of the first port */
  readonly health?: HealthInput<NoInfer<keyof P & string>>;
  /** @default 2 to 10 pods at 70 % CPU, on prod 3 to 10; a StatefulSet has 2, on prod 3 */
  readonly scale?: ScaleInput;
  /** @default none: a Deployment */
  readonly schedule?: Partial<ScheduleInput>;
  /** @default none: a Deployment */
  readonly stateful?: StatefulLayer;
  /** @default none: a Deployment */
  readonly daemon?: DaemonInput;
  /** @default none: not reachable from outside */
  readonly public?: PublicLayer<NoInfer<keyof P & string>>;
  /** Outgoing traffic beside `calls` and needs: the internet, ranges, namespaces. @default none */
  readonly egress?: EgressInput;
  /** Other options for needs of the service, by their names. Each replaces the whole need. @default the needs of the service */
  readonly needs?: LayerNeeds<NoInfer<N>>;
  /** Other targets for calls of the service, by their names. @default the calls of the service */
  readonly calls?: () => LayerCalls<NoInfer<C>>;
  /** Incoming traffic beside the callers and the gateway. @default none */
  readonly allowFrom?: AllowFromInput<NoInfer<keyof P & string>>;
  /** Keeps a client on one pod. @default each connection may get another pod */
  readonly sessionAffinity?: SessionAffinity;
  /** The metrics that the stack's `monitoring` scrapes. @default none */
  readonly metrics?: Partial<MetricsInput<NoInfer<keyof P & string>>>;
  /** The access to the Kubernetes API, in the stack's namespace. @default none: the pods have no token */
  readonly kubernetesApi?: readonly ApiAccess[];
  /** Environment variables: an object, or a function of ports, needs, calls, stack and image. @default none */
  readonly env?: EnvInput<P, N, C>;
  /** Arguments of the command, or a function as in `env`. @default the image's arguments */
  readonly args?: WordsInput<P, N, C>;
  /** Config files: absolute path in the container -> content, together at most 900000 bytes; or a function. @default none */
  readonly files?: FilesInput<P, N, C>;
  /** Programs that run beside the container in each pod, by name. @default none */
  readonly sidecars?: SidecarsInput<P, N, C>;
  /** @default "normal" */
  readonly priority?: Priority;
  /** @default none */
  readonly patch?: Patch;
}

/** The order in which pods give way if a node is full: `low` first, `high` last. */
export type Priority = "high" | "normal" | "low";

/** Refuses fields that `T` does not have. The compiler would accept them if it infers the type. */
type NoOther<V, T> = { readonly [F in Exclude<keyof V, keyof T>]: never };

/** The fields of a service. `docs/services.md` has an example of each. */
export interface ServiceInput<P, N, C, I extends string = string> extends Omit<
  LayerInput<P, N, C>,
  "schedule" | "stateful" | "public" | "metrics" | "needs" | "calls"
> {
  /** The email address of the owner. The part before the "@" becomes the label `owner`. */
  readonly owner: string;
  /** The image repository, without tag and digest. The stack's lock has both. */
  readonly image: string;
  /**
   * Other image repositories that its releases may come from, for example the old one during a move to another registry. A release from a
   * repository that neither field names is not deployed. @default none
   */
  readonly imagesFrom?: readonly string[];
  /** The ports that the service listens on, by a name of at most 15 characters. @default none: a worker */
  readonly ports?: P & { readonly [K in keyof P]: NoOther<P[K], PortSpec> };
  /** The resources outside the cluster that the service needs. The stack owns the instances. @default none */
  readonly needs?: N;
  /** The endpoints and outside hosts that the service calls. Env values and the NetworkPolicies of both sides follow from them. @default none */
  readonly calls?: () => C;
  /** The command of the container, or a function as in `env`. @default the image's command */
  readonly command?: WordsInput<P, N, C>;
  /** @default none: a Deployment */
  readonly schedule?: ScheduleInput;
  /** @default none: a Deployment */
  readonly stateful?: StatefulInput;
  /** Programs that run before each rollout, by name. @default none */
  readonly jobs?: Readonly<Record<string, JobInput<P, N, C>>>;
  /** Programs that run before the container starts, by name. @default none */
  readonly init?: Readonly<Record<string, InitInput<P, N, C>>>;
  /** The metrics that the stack's `monitoring` scrapes. @default none */
  readonly metrics?: MetricsInput<NoInfer<keyof P & string>>;
  /** @default none: not reachable from outside */
  readonly public?: PublicInput<NoInfer<keyof P & string>>;
  /** One Service in front of this service and others: `front("reviews", { ports })`. Callers reach any of their pods. @default none */
  readonly front?: Front;
  /** Seconds from the stop signal to the kill, 1 to 3600. They include the pre-stop pause. @default 40 */
  readonly graceSeconds?: number;
  /** The label `app.kubernetes.io/component`. @default "api"; "worker" without a port; "cron" with a schedule; "agent" for a daemon */
  readonly component?: string;
  /** The label `app.kubernetes.io/part-of`. @default the name in fairlead.config.ts */
  readonly partOf?: string;
  /**
   * Runs the service several times: instance -> the fields that differ. Each instance is a service `<service>-<instance>`, and all take
   * the releases of this service. @default none: the service runs once
   */
  readonly instances?: Readonly<Record<I, LayerInput<P, N, C>>>;
  /** The fields that differ by tier. @default none */
  readonly tiers?: { readonly [T in Tier]?: LayerInput<P, N, C> };
  /** Returns extra objects for the stack's namespace. A Secret is refused. @default none */
  readonly manifests?: (context: ManifestContext) => readonly Manifest[];
}

/** The input of any service, as code behind the compiler's check of the references sees it. */
export type AnyServiceInput = ServiceInput<Ports, Needs, Calls>;

/** The layer of any service, as code behind the compiler's check of the references sees it. */
export type AnyLayerInput = LayerInput<Ports, Needs, Calls>;
