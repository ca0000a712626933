import * as z from "zod/mini";
import { type Need, needKind } from "../needs/registry.ts";
import type { ServerKind } from "../needs/servers.ts";
import { normalizeQuantity } from "../quantity.ts";

/** The options of servers that run in the cluster. */
export interface InClusterOptions {
  /** The size of each server's volume as a Kubernetes quantity. @default none: the data goes with the pod */
  readonly storage?: string;
  /** The memory of each server as a Kubernetes quantity. @default "256Mi"; "512Mi" for PostgreSQL */
  readonly memory?: string;
  /** The image of the servers: `repo:tag@sha256:...`. @default the image that Fairlead knows for the version */
  readonly image?: string;
  /** The reason, which prod requires: one server without backups is no instance of the cloud. */
  readonly because?: string;
}

/** Servers that run in the cluster. */
export interface InCluster extends InClusterOptions {
  readonly kind: "cluster";
}

/** Runs the instances of a kind in the cluster: `providers: { redis: inCluster({ storage: "1Gi" }) }`. */
export const inCluster = (options: InClusterOptions = {}): InCluster => ({ ...options, kind: "cluster" });

/** The provider of the instances of a kind. "cluster" is short for `inCluster()`. */
export type Provider = "cloud" | "cluster" | InCluster;

/** The providers of needs by kind. A kind from `defineNeed` with a server has its name as the key. */
export type ProvidersInput = { readonly [K in ServerKind]?: Provider } & { readonly [kind: string]: Provider | undefined };

/** The kinds that the cluster provides by name, with the options of their servers. */
export type Providers = Readonly<Record<string, InCluster>>;

/** Returns the options of the server of a need, or undefined if the cloud has its instance. */
export const providerOf = (providers: Providers, need: Need): InCluster | undefined => providers[needKind(need).nameOf(need)];

const schema = z.optional(
  z.union(
    [
      z.enum(["cloud", "cluster"]),
      z.strictObject({
        kind: z.literal("cluster"),
        storage: z.optional(z.string()),
        memory: z.optional(z.string()),
        image: z.optional(z.string()),
        because: z.optional(z.string()),
      }),
    ],
    'must be "cloud", "cluster" or inCluster({ ... })',
  ),
);

/** A check of the fleet reports unknown kinds, because the user's repository may define more. */
export const providersSchema = z.record(z.string(), schema);

const CLOUD_ALONE: Providers = {};

/** Returns the kinds that the cluster provides. Valid quantities are in normal form. */
export function providersOf(input: ProvidersInput | undefined): Providers {
  if (input === undefined) return CLOUD_ALONE;
  return Object.fromEntries(
    Object.entries(input).flatMap(([kind, provider]): readonly (readonly [string, InCluster])[] => {
      if (provider === undefined || provider === "cloud") return [];
      const options = provider === "cluster" ? inCluster() : provider;
      return [[kind, { ...options, ...quantity("storage", options), ...quantity("memory", options) }]];
    }),
  );
}

const quantity = (field: "memory" | "storage", { [field]: text }: InCluster) =>
  text === undefined ? {} : { [field]: normalizeQuantity(text) ?? text };

/** True if the cloud has the instances of all needs. */
export const isCloudAlone = (providers: Providers): boolean => providers === CLOUD_ALONE;
