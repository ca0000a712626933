import type { EnvInput } from "./env-input.ts";
import type { Manifest, ManifestContext } from "./manifest.ts";
import type { Needs } from "./needs/registry.ts";
import type { Patch } from "./patch.ts";
import type { Ports, PortSpec } from "./ports.ts";
import type { Probe } from "./probes.ts";
import type { Tier } from "./tier.ts";

/** Another service's port. `service.endpoint("grpc")` returns one. */
export interface Endpoint {
  readonly kind: "endpoint";
  readonly service: string;
  readonly port: string;
}

/** The endpoints that a service calls, by names that it chooses. Write it as the return type if two services call each other. */
export type Calls<K extends string = string> = Readonly<Record<K, Endpoint>>;

export interface AmountsInput {
  /** Cores as a Kubernetes quantity, such as `250m` or `1`. @default "100m" */
  readonly cpu?: string;
  /** Bytes as a Kubernetes quantity, such as `128Mi`. @default "128Mi" */
  readonly memory?: string;
  /** Ephemeral storage in bytes as a Kubernetes quantity, such as `1Gi`. @default "1Gi" */
  readonly storage?: string;
}

/** The resources that a container requests, and their limits. */
export interface ResourcesInput extends AmountsInput {
  /** The maximum that a container may use, not below the request. @default twice the requested cpu, and the requested memory and storage */
  readonly limits?: AmountsInput;
}

/** The checks of a container, and their timings. */
export interface HealthInput<P extends string> {
  /**
   * The check that decides if the pod gets traffic.
   * @default a check of the first port by its protocol; a service without ports must give one
   */
  readonly readiness?: Probe<P>;
  /**
   * The check that decides if Kubernetes restarts the container. It must differ from readiness.
   * @default the first port accepts a connection; a service without ports must give one
   */
  readonly liveness?: Probe<P>;
  /** Seconds that the container may take to start, 1 to 3600. @default 150 */
  readonly startupSeconds?: number;
  /** Seconds between two checks, 1 to 300. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds until a check counts as failed, 1 to 60. @default 2 */
  readonly timeoutSeconds?: number;
  /** Failed checks in a row until the pod counts as unhealthy, 1 to 100. @default 3 */
  readonly failureThreshold?: number;
}

/** The bounds and targets of the HorizontalPodAutoscaler. */
export interface ScaleInput {
  /** The minimum number of pods, 2 to 1000. On prod, a service's 2 becomes 3. @default 2; 3 on prod */
  readonly min?: number;
  /** The maximum number of pods, greater than `min`, 3 to 1000. @default 10 */
  readonly max?: number;
  /** The average CPU that the autoscaler keeps, in percent of the request, 1 to 500. @default 70 */
  readonly cpuPercent?: number;
  /** The average memory that the autoscaler keeps, in percent of the request, 1 to 500. @default memory does not count */
  readonly memoryPercent?: number;
}

/** Runs the service at times, as a CronJob. */
export interface ScheduleInput {
  /** A cron expression of five fields: `0 3 * * *`. */
  readonly cron: string;
  /** The name of an IANA time zone. @default "Etc/UTC" */
  readonly timeZone?: string;
  /** Seconds that a run may start late before it counts as missed, 10 to 86400. @default 300 */
  readonly startingDeadlineSeconds?: number;
  /** Seconds that a run may take, 1 to 604800. @default 3600 */
  readonly timeoutSeconds?: number;
  /** Retries after a failed run, 0 to 20. @default 2 */
  readonly retries?: number;
}

/** A program that runs to completion before each rollout, in the service's image: a migration. */
export interface JobInput {
  readonly command: readonly string[];
  /** @default none */
  readonly args?: readonly string[];
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
  /** Seconds that the job may take, 1 to 86400. @default 600 */
  readonly timeoutSeconds?: number;
  /** Retries after a failed run, 0 to 20. @default 1 */
  readonly retries?: number;
}

/** A program that runs before the container starts. */
export interface InitInput {
  /** A full reference: `repo:tag@sha256:...`. @default the service's image */
  readonly image?: string;
  readonly command: readonly string[];
  /** @default none */
  readonly args?: readonly string[];
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
}

/** Makes the service reachable from outside, at `<subdomain>.<the stack's domain>`. */
export interface PublicInput<P extends string> {
  /** The name of an `http` port. */
  readonly port: P;
  /** @default the service's name */
  readonly subdomain?: string;
  /** The whole host name, instead of a subdomain of the stack's domain. @default none */
  readonly host?: string;
  /** Path prefixes; each starts with "/". @default ["/"] */
  readonly paths?: readonly string[];
}

/** The fields that a tier and a stack may set. Objects merge key by key; lists and values replace. */
export interface LayerInput<P, N, C> {
  /** @default 100m, 128Mi and 1Gi; see `ResourcesInput` for the limits */
  readonly resources?: ResourcesInput;
  /** @default checks of the first port */
  readonly health?: HealthInput<NoInfer<keyof P & string>>;
  /** @default 2 to 10 pods at 70 % CPU; 3 to 10 on prod */
  readonly scale?: ScaleInput;
  /** @default none: a Deployment */
  readonly schedule?: Partial<ScheduleInput>;
  /** @default none: not reachable from outside */
  readonly public?: Partial<PublicInput<NoInfer<keyof P & string>>>;
  /** Environment variables: an object, or a function of ports, needs and calls. @default none */
  readonly env?: EnvInput<P, N, C>;
  /** Arguments of the command. @default the image's arguments */
  readonly args?: readonly string[];
  /** Config files: absolute path in the container -> content, together at most 900000 bytes. @default none */
  readonly files?: Readonly<Record<string, string>>;
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
export interface ServiceInput<P, N, C> extends Omit<LayerInput<P, N, C>, "schedule" | "public"> {
  /** The email address of the owner. The part before the "@" becomes the label `owner`. */
  readonly owner: string;
  /** The image repository, without tag and digest. The stack's lock has both. */
  readonly image: string;
  /** The ports that the service listens on, by a name of at most 15 characters. @default none: a worker */
  readonly ports?: P & { readonly [K in keyof P]: NoOther<P[K], PortSpec> };
  /** The resources outside the cluster that the service needs. The stack owns the instances. @default none */
  readonly needs?: N;
  /** The endpoints that the service calls. Env values and the NetworkPolicies of both sides follow from them. @default none */
  readonly calls?: () => C;
  /** The command of the container. @default the image's command */
  readonly command?: readonly string[];
  /** @default none: a Deployment */
  readonly schedule?: ScheduleInput;
  /** Programs that run before each rollout, by name. @default none */
  readonly jobs?: Readonly<Record<string, JobInput>>;
  /** Programs that run before the container starts, by name. @default none */
  readonly init?: Readonly<Record<string, InitInput>>;
  /** @default none: not reachable from outside */
  readonly public?: PublicInput<NoInfer<keyof P & string>>;
  /** Seconds from the stop signal to the kill, 11 to 3600. The pre-stop pause takes 10 of them. @default 40 */
  readonly graceSeconds?: number;
  /** The label `app.kubernetes.io/component`. @default "api"; "worker" without a port; "cron" with a schedule */
  readonly component?: string;
  /** The label `app.kubernetes.io/part-of`. @default the name in fairlead.config.ts */
  readonly partOf?: string;
  /** The fields that differ by tier. @default none */
  readonly tiers?: { readonly [T in Tier]?: LayerInput<P, N, C> };
  /** Returns extra objects for the stack's namespace. A Secret is refused. @default none */
  readonly manifests?: (context: ManifestContext) => readonly Manifest[];
}

/** The input of any service, as code behind the compiler's check of the references sees it. */
export type AnyServiceInput = ServiceInput<Ports, Needs, Calls>;

/** The layer of any service, as code behind the compiler's check of the references sees it. */
export type AnyLayerInput = LayerInput<Ports, Needs, Calls>;
