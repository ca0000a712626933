import type { Manifest } from "../model/manifest.ts";
import type { EffectiveService } from "../model/effective.ts";
import { workloadOf } from "../model/workload.ts";
import { shortHash } from "./short-hash.ts";

/** The names of ConfigMaps: they end in a hash of the data, or they stay. */
export type ConfigNames = "hashed" | "fixed";

/**
 * Returns the names of a service's ConfigMaps. A CronJob's pods may run for hours, and may start again in the meantime. Argo CD would prune the
 * map of an old name under them. Their next run reads new data anyway.
 */
export const configNames = (service: EffectiveService): ConfigNames => (workloadOf(service) === "CronJob" ? "fixed" : "hashed");

/** The content of a ConfigMap that the pods use. */
export interface HashedConfig {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** The finished map, if a patch changed it. */
  readonly manifest?: Manifest | undefined;
}

/** Names a ConfigMap `<prefix>-<hash of the data>`, or `<prefix>` if the names are fixed. Returns undefined if there is no data. */
export const hashedConfig = (prefix: string, data: Readonly<Record<string, string>>, names: ConfigNames): HashedConfig | undefined =>
  Object.keys(data).length === 0 ? undefined : namedConfig(prefix, data, names);

/** Names a ConfigMap as `hashedConfig` does, also if the data is empty. */
export function namedConfig(prefix: string, data: Readonly<Record<string, string>>, names: ConfigNames): HashedConfig {
  if (names === "fixed") return { name: prefix, data };
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return { name: `${prefix}-${shortHash(JSON.stringify(entries))}`, data };
}
