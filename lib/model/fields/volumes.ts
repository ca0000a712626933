import * as z from "zod/mini";
import { normalizeQuantity } from "../quantity.ts";
import { type Text, textOf, textSchema } from "./plain.ts";
import { absolutePath } from "./schema-parts.ts";

/** The pods that may mount a claim at the same time. Source: Kubernetes. */
export type AccessMode = "ReadWriteOnce" | "ReadWriteOncePod" | "ReadWriteMany" | "ReadOnlyMany";

/** The access modes of claims that pods on several nodes may mount. */
export const MANY_NODES: ReadonlySet<AccessMode> = new Set(["ReadWriteMany", "ReadOnlyMany"]);

/** A PersistentVolumeClaim that exists in the namespace. */
export interface ExistingClaim {
  readonly kind: "claim";
  readonly claim: string;
  readonly path: string;
  readonly accessMode?: AccessMode;
  readonly readOnly?: boolean;
}

/** A PersistentVolumeClaim that Fairlead renders. */
export interface NewClaim {
  readonly kind: "newClaim";
  readonly path: string;
  readonly size: string;
  readonly storageClass?: string;
  readonly accessMode?: Exclude<AccessMode, "ReadOnlyMany">;
}

/** A directory that the containers of a pod share. It goes with the pod. */
export interface EmptyDir {
  readonly kind: "emptyDir";
  readonly path: string;
  readonly size: string;
  readonly medium?: "disk" | "memory";
}

/** A directory of config files that change while the pods run. */
export interface ConfigDir {
  readonly kind: "configDir";
  readonly path: string;
  readonly files: Readonly<Record<string, Text>>;
}

/** A volume of a service. `claim`, `newClaim`, `emptyDir` and `configDir` make one. */
export type VolumeInput = ExistingClaim | NewClaim | EmptyDir | ConfigDir;

/** A volume with its name and every default. */
export type Volume = { readonly name: string } & (
  | Required<ExistingClaim>
  | (Omit<NewClaim, "accessMode"> & { readonly accessMode: AccessMode })
  | Required<EmptyDir>
  | (Omit<ConfigDir, "files"> & { readonly files: Readonly<Record<string, string>> })
);

/** True if no container may write to a volume. */
export const isReadOnly = (volume: Volume): boolean => volume.kind === "configDir" || (volume.kind === "claim" && volume.readOnly);

export interface ClaimOptions {
  /** The directory in the containers. */
  readonly path: string;
  /** The access mode of the claim. Fairlead cannot look it up. @default "ReadWriteOnce" */
  readonly accessMode?: AccessMode;
  /** True if the containers may only read. @default false; true for `ReadOnlyMany` */
  readonly readOnly?: boolean;
}

/** Mounts a PersistentVolumeClaim that exists in the stack's namespace: `claim("uploads", { path: "/uploads" })`. */
export const claim = (name: string, options: ClaimOptions): ExistingClaim => ({ kind: "claim", claim: name, ...options });

export interface NewClaimOptions {
  /** The directory in the containers. */
  readonly path: string;
  /** Bytes as a Kubernetes quantity, such as `10Gi`. */
  readonly size: string;
  /** The StorageClass. @default the cluster's default class */
  readonly storageClass?: string;
  /** The pods that may mount the claim. `ReadWriteOnce` needs a single pod. @default "ReadWriteOnce" */
  readonly accessMode?: Exclude<AccessMode, "ReadOnlyMany">;
}

/** Renders a PersistentVolumeClaim and mounts it: `newClaim({ path: "/data", size: "10Gi" })`. Argo CD asks before it removes the claim. */
export const newClaim = (options: NewClaimOptions): NewClaim => ({ kind: "newClaim", ...options });

export interface EmptyDirOptions {
  /** The directory in the containers. */
  readonly path: string;
  /** The maximum of bytes as a Kubernetes quantity, such as `1Gi`. */
  readonly size: string;
  /** `memory` counts against the memory limit of the containers. @default "disk" */
  readonly medium?: "disk" | "memory";
}

/** Mounts an empty directory that all containers of the pod share: `emptyDir({ path: "/dev/shm", size: "64Mi", medium: "memory" })`. */
export const emptyDir = (options: EmptyDirOptions): EmptyDir => ({ kind: "emptyDir", ...options });

export interface ConfigDirOptions {
  /** The directory in the containers. */
  readonly path: string;
  /** The files by name, without a slash. Together they have at most 900000 bytes. */
  readonly files: Readonly<Record<string, Text>>;
}

/**
 * Mounts a directory of config files that Kubernetes updates in running pods: `configDir({ path: "/etc/app", files: { "a.yaml": "..." } })`.
 * A change restarts no pod. Use `files` if a change must roll out.
 */
export const configDir = (options: ConfigDirOptions): ConfigDir => ({ kind: "configDir", ...options });

const volumeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("claim"),
    claim: z.string(),
    path: absolutePath,
    accessMode: z.optional(z.enum(["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"])),
    readOnly: z.optional(z.boolean()),
  }),
  z.strictObject({
    kind: z.literal("newClaim"),
    path: absolutePath,
    size: z.string(),
    storageClass: z.optional(z.string()),
    accessMode: z.optional(z.enum(["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"])),
  }),
  z.strictObject({ kind: z.literal("emptyDir"), path: absolutePath, size: z.string(), medium: z.optional(z.enum(["disk", "memory"])) }),
  z.strictObject({ kind: z.literal("configDir"), path: absolutePath, files: z.record(z.string(), textSchema) }),
]);

export const volumesSchema = z.record(z.string(), volumeSchema);

const NO_VOLUMES: readonly Volume[] = [];

/** Lists the volumes by name. */
export const namedVolumes = (input: Readonly<Record<string, VolumeInput>> | undefined): readonly Volume[] =>
  input === undefined ? NO_VOLUMES : Object.entries(input).map(([name, volume]) => withDefaults(name, volume));

function withDefaults(name: string, volume: VolumeInput): Volume {
  if (volume.kind === "configDir") {
    const files = Object.entries(volume.files).map(([file, content]) => [file, textOf(content)]);
    return { name, ...volume, files: Object.fromEntries(files) };
  }
  if (volume.kind === "emptyDir") return { name, ...volume, medium: volume.medium ?? "disk", size: normalized(volume.size) };
  const { accessMode = "ReadWriteOnce" } = volume;
  if (volume.kind === "newClaim") return { name, ...volume, accessMode, size: normalized(volume.size) };
  return { name, ...volume, accessMode, readOnly: volume.readOnly ?? accessMode === "ReadOnlyMany" };
}

/** Returns the normal form of a size. A malformed size stays as written, and a rule reports it. */
const normalized = (size: string): string => normalizeQuantity(size) ?? size;
