import type { Manifest, ManifestContext } from "./manifest.ts";
import type { Patch } from "./patch.ts";
import type { Needs } from "./needs/registry.ts";
import type { BoundNeed, SecretFile } from "./needs/need.ts";
import type { Ports, PortSpec } from "./ports.ts";
import type { Probe } from "./probes.ts";
import type { Tier } from "./tier.ts";

/** Another service's port, as `service.endpoint("grpc")` gives it. */
export interface Endpoint {
  readonly kind: "endpoint";
  readonly service: string;
  readonly port: string;
}

/** What a service calls, by a name of its own choice; also the return type to write where two services call each other. */
export type Calls<K extends string = string> = Readonly<Record<K, Endpoint>>;

export type EnvValue = string | number | boolean;

/** Words in the name of an environment variable that say its value is a secret. */
type SecretWord =
  | "PASSWORD" | "TOKEN" | "SECRET" | "BEARER" | "KEY" | "CREDENTIAL"
  | "password" | "token" | "secret" | "bearer" | "key" | "credential"; // prettier-ignore

/** Environment variables. One that is named like a secret takes only the path of a secret's file. */
export interface Env {
  readonly [name: string]: EnvValue;
  readonly [name: `${string}${SecretWord}${string}`]: SecretFile;
}

/** What `env` may refer to; every name in it is checked by the compiler. */
export interface EnvContext<P, N, C> {
  /** Container ports by name. */
  readonly ports: { readonly [K in keyof P]: number };
  readonly needs: { readonly [K in keyof N]: BoundNeed<N[K]> };
  readonly calls: { readonly [K in keyof C]: BoundCall };
}

export interface BoundCall {
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
}

export type EnvInput<P, N, C> = Env | ((context: EnvContext<P, N, C>) => Env);

export interface AmountsInput {
  /** Cores, such as `250m` or `1`. */
  readonly cpu?: string;
  /** Bytes, such as `128Mi`. */
  readonly memory?: string;
  /** Ephemeral storage in bytes, such as `1Gi`. */
  readonly storage?: string;
}

/** What a container asks for; `limits` is what it may use at most. */
export interface ResourcesInput extends AmountsInput {
  /** @default twice the cpu asked for, and the memory and storage asked for */
  readonly limits?: AmountsInput;
}

export interface HealthInput<P extends string> {
  /** Whether the pod gets traffic. @default a check of the first port by its protocol; a worker must give one */
  readonly readiness?: Probe<P>;
  /** Whether the container is restarted. @default the first port accepts a connection; a worker must give one */
  readonly liveness?: Probe<P>;
  /** Seconds that the container may take to start. @default 150 */
  readonly startupSeconds?: number;
  /** Seconds between checks. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds until a check counts as failed. @default 2 */
  readonly timeoutSeconds?: number;
  /** Failed checks in a row until the pod counts as unhealthy. @default 3 */
  readonly failureThreshold?: number;
}

export interface ScaleInput {
  /** Fewest pods, at least 2; on prod never fewer than 3. @default 2, prod 3 */
  readonly min?: number;
  /** Most pods, more than `min`. @default 10 */
  readonly max?: number;
  /** Average CPU, in percent of what is asked for, that the autoscaler keeps to. @default 70 */
  readonly cpuPercent?: number;
  /** The same for memory. @default not looked at */
  readonly memoryPercent?: number;
}

/** Makes the service a CronJob. */
export interface ScheduleInput {
  /** Five fields, as cron has them: `0 3 * * *`. */
  readonly cron: string;
  /** IANA name. @default "Etc/UTC" */
  readonly timeZone?: string;
  /** Seconds that a run may start late before it counts as missed. @default 300 */
  readonly startingDeadlineSeconds?: number;
  /** Seconds that a run may take. @default 3600 */
  readonly timeoutSeconds?: number;
  /** Tries after a failed one. @default 2 */
  readonly retries?: number;
}

/** Runs to completion before each deploy, in the service's image: a migration. */
export interface JobInput {
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly resources?: ResourcesInput;
  /** Seconds that it may take. @default 600 */
  readonly timeoutSeconds?: number;
  /** Tries after a failed one. @default 1 */
  readonly retries?: number;
}

/** Runs before the container starts. */
export interface InitInput {
  /** A full reference, `repo:tag@sha256:...`. @default the service's own image */
  readonly image?: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly resources?: ResourcesInput;
}

/** Makes the service reachable from outside, at `<subdomain>.<the stack's domain>`. */
export interface PublicInput<P extends string> {
  /** An `http` port. */
  readonly port: P;
  /** @default the service's name */
  readonly subdomain?: string;
  /** The whole host name, instead of a subdomain of the stack's. */
  readonly host?: string;
  /** Path prefixes. @default ["/"] */
  readonly paths?: readonly string[];
}

/** What a tier or a stack may set; objects are merged key by key, lists and values replace. */
export interface LayerInput<P, N, C> {
  readonly resources?: ResourcesInput;
  readonly health?: HealthInput<NoInfer<keyof P & string>>;
  readonly scale?: ScaleInput;
  readonly schedule?: Partial<ScheduleInput>;
  readonly public?: Partial<PublicInput<NoInfer<keyof P & string>>>;
  readonly env?: EnvInput<P, N, C>;
  readonly args?: readonly string[];
  /** Config files: absolute path in the container -> content. */
  readonly files?: Readonly<Record<string, string>>;
  readonly priority?: Priority;
  readonly patch?: Patch;
}

/** Who goes first when a node is full. */
export type Priority = "high" | "normal" | "low";

/** Refuses fields that are not of `T`: where a type is inferred, the compiler would take them. */
type NoOther<V, T> = { readonly [F in Exclude<keyof V, keyof T>]: never };

/** What a service is. See `docs/services.md` for an example of each field. */
export interface ServiceInput<P, N, C> extends Omit<LayerInput<P, N, C>, "schedule" | "public"> {
  /** Who answers for it: a mail address. Its first part becomes the label `owner`. */
  readonly owner: string;
  /** Where its images are pushed, without tag and digest: those come from the stack's lock. */
  readonly image: string;
  /** What it listens on, by a name of at most 15 characters. @default none: a worker */
  readonly ports?: P & { readonly [K in keyof P]: NoOther<P[K], PortSpec> };
  /** What it needs outside the cluster; the stack owns the instance. @default none */
  readonly needs?: N;
  /** Whom it calls. Env values and the NetworkPolicies of both sides come from it. @default none */
  readonly calls?: () => C;
  /** @default the image's own */
  readonly command?: readonly string[];
  readonly schedule?: ScheduleInput;
  readonly jobs?: Readonly<Record<string, JobInput>>;
  readonly init?: Readonly<Record<string, InitInput>>;
  readonly public?: PublicInput<NoInfer<keyof P & string>>;
  /** Seconds from the stop signal to the kill, more than the 10 of the pre-stop pause. @default 40 */
  readonly graceSeconds?: number;
  /** The label `app.kubernetes.io/component`. @default "api", "worker" without a port, "cron" with a schedule */
  readonly component?: string;
  /** The label `app.kubernetes.io/part-of`. @default the name in fairlead.config.ts */
  readonly partOf?: string;
  /** What differs by tier. */
  readonly tiers?: { readonly [T in Tier]?: LayerInput<P, N, C> };
  /** Extra objects in the stack's namespace; never a Secret with data. */
  readonly manifests?: (context: ManifestContext) => readonly Manifest[];
}

/** The input of any service, as the rest of Fairlead sees it once the compiler has checked the references. */
export type AnyServiceInput = ServiceInput<Ports, Needs, Calls>;
export type AnyLayerInput = LayerInput<Ports, Needs, Calls>;
