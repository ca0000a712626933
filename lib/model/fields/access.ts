import * as z from "zod/mini";
import { envSchema, type PartEnvInput } from "./env.ts";
import { isUnset, type Unset, unsetSchema } from "./env-values.ts";

/** The things of a service that an init container or a sidecar gets. It gets no secret that it does not name. */
export interface AccessInput<P, N, C> {
  /** Environment variables of the container alone: an object, or a function as in the service's `env`. @default none */
  readonly env?: PartEnvInput<P, N, C>;
  /** The needs whose files the container gets. @default those whose files its variables, command or arguments name */
  readonly needs?: readonly NoInfer<keyof N & string>[];
  /** True if the container gets the token of the service's `kubernetesApi`. @default false */
  readonly kubernetesApi?: boolean;
  /**
   * Volumes of the service by name, and the path or the mount in this container; `unset` leaves a volume out.
   * @default as in the service's container; no host paths
   */
  readonly volumes?: Readonly<Record<string, string | MountInput | Unset>>;
}

/** A mount that differs from that of the service's container. */
export interface MountInput {
  /** The directory in the container. @default that of the volume */
  readonly path?: string;
  /** True if the container may only read. @default that of the volume */
  readonly readOnly?: boolean;
  /** A directory or file of the volume, relative to its root. @default the whole volume */
  readonly subPath?: string;
}

type AccessFields = Pick<AccessInput<unknown, Readonly<Record<string, unknown>>, unknown>, "kubernetesApi" | "needs" | "volumes">;

/** The things that a container gets, with every default. */
export interface Access {
  readonly needs: readonly string[];
  readonly kubernetesApi: boolean;
  /** Volume -> its mount; undefined if the container does not mount it. */
  readonly volumes: ReadonlyMap<string, MountInput | undefined>;
}

const mountSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.optional(z.undefined()),
    path: z.optional(z.string()),
    readOnly: z.optional(z.boolean()),
    subPath: z.optional(z.string()),
  }),
  unsetSchema,
]);

const pathOrMountSchema = z.union([z.string(), mountSchema], 'must be a path, a mount such as { path: "/logs", readOnly: true }, or unset');

/** The fields of the schema of an init container and a sidecar. */
export const accessShape = {
  env: z.optional(envSchema),
  needs: z.optional(z.array(z.string())),
  kubernetesApi: z.optional(z.boolean()),
  volumes: z.optional(z.record(z.string(), pathOrMountSchema)),
};

/** Applies the defaults. */
export const accessOf = ({ needs = [], kubernetesApi = false, volumes = {} }: AccessFields): Access => ({
  needs,
  kubernetesApi,
  volumes: new Map(
    Object.entries(volumes).map(([name, mount]) => [
      name,
      isUnset(mount) ? undefined : typeof mount === "string" ? { path: mount } : mount,
    ]),
  ),
});
