import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import {
  type Lifecycle,
  type LifecycleInput,
  lifecycleOf,
  lifecycleSchema,
  type TerminationInput,
  terminationSchema,
} from "./lifecycle.ts";
import { type NodesInput, nodesSchema } from "./nodes.ts";
import { type Text, textSchema, textsOf } from "./plain.ts";
import { namedVolumes, type Volume, type VolumeInput, volumesSchema } from "./volumes.ts";
import { type WritableDirectory, type WritableInput, writableOf, writableSchema } from "./writable.ts";

/** The fields of a service that shape its pods. */
export interface PodInput<P extends string> {
  /** The user id of all containers, 1 to 2147483647. Below 10000 it may be a user of the node. @default 10001 */
  readonly user?: number;
  /** The group id of all containers and of their volumes, 1 to 2147483647. @default 10001 */
  readonly group?: number;
  /** Directories that the containers may write to: `["/data"]`, or with sizes `{ "/data": "1Gi" }`. @default only "/tmp", 256Mi */
  readonly writable?: WritableInput;
  /** Volumes by a name of at most 15 characters: `claim()`, `newClaim()`, `emptyDir()` or `configDir()`. @default none */
  readonly volumes?: Readonly<Record<string, VolumeInput>>;
  /** Labels of the pods beside Fairlead's own, such as `{ team: "shop" }`. @default none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pods, such as `{ "sidecar.istio.io/inject": "true" }`. @default none */
  readonly podAnnotations?: Readonly<Record<string, Text>>;
  /** @default any node without taints */
  readonly nodes?: NodesInput;
  /** The RuntimeClass, such as "gvisor". @default the cluster's default runtime */
  readonly runtimeClass?: string;
  /** Host names by IP address, for `/etc/hosts`: `{ "10.1.2.3": ["db.local"] }`. @default none */
  readonly hostAliases?: Readonly<Record<string, readonly string[]>>;
  /** @default the pre-stop pause */
  readonly lifecycle?: LifecycleInput<P>;
  /** @default a pre-stop pause of 10 s, and Kubernetes' defaults */
  readonly termination?: TerminationInput;
  /** True if the containers of a pod see each other's processes. @default false */
  readonly shareProcessNamespace?: boolean;
}

/** The fields that shape pods, with every default. */
export interface Pod {
  readonly user: number;
  readonly group: number;
  /** Begins with `/tmp`, unless the spec lists it elsewhere. */
  readonly writable: readonly WritableDirectory[];
  readonly volumes: readonly Volume[];
  readonly podLabels: Readonly<Record<string, string>> | undefined;
  readonly podAnnotations: Readonly<Record<string, string>> | undefined;
  readonly nodes: NodesInput | undefined;
  readonly runtimeClass: string | undefined;
  readonly hostAliases: Readonly<Record<string, readonly string[]>> | undefined;
  readonly lifecycle: Lifecycle | undefined;
  readonly termination: TerminationInput | undefined;
  readonly shareProcessNamespace: boolean;
}

/** The maximum of a user or group id. Source: Kubernetes, `IsValidUserID`. */
const MAX_ID = 2_147_483_647;
// A rule refuses 0 and says why.
const id = z.int().check(z.lte(MAX_ID));

/** The fields of the schema that shape pods. */
export const podShape = {
  user: z.optional(id),
  group: z.optional(id),
  writable: z.optional(writableSchema),
  volumes: z.optional(volumesSchema),
  podLabels: z.optional(z.record(z.string(), z.string())),
  podAnnotations: z.optional(z.record(z.string(), textSchema)),
  nodes: z.optional(nodesSchema),
  runtimeClass: z.optional(z.string()),
  hostAliases: z.optional(z.record(z.string(), z.array(z.string()).check(z.minLength(1)))),
  lifecycle: z.optional(lifecycleSchema),
  termination: z.optional(terminationSchema),
  shareProcessNamespace: z.optional(z.boolean()),
};

/** Adds the defaults. */
export const podOf = (input: PodInput<string>): Pod => ({
  user: input.user ?? DEFAULTS.user,
  group: input.group ?? DEFAULTS.group,
  writable: writableOf(input.writable),
  volumes: namedVolumes(input.volumes),
  podLabels: input.podLabels,
  podAnnotations: input.podAnnotations === undefined ? undefined : textsOf(input.podAnnotations),
  nodes: input.nodes,
  runtimeClass: input.runtimeClass,
  hostAliases: input.hostAliases,
  lifecycle: input.lifecycle === undefined ? undefined : lifecycleOf(input.lifecycle),
  termination: input.termination,
  shareProcessNamespace: input.shareProcessNamespace ?? false,
});

/** Returns the seconds of the pre-stop pause. A hook replaces it. */
export const preStopSeconds = ({ lifecycle, termination }: Pick<Pod, "lifecycle" | "termination">): number =>
  lifecycle?.preStop === undefined ? (termination?.preStopSeconds ?? DEFAULTS.preStopSeconds) : 0;
