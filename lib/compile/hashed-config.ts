import type { Manifest } from "../model/manifest.ts";
import { shortHash } from "./short-hash.ts";

/** The content of a ConfigMap that the pods use. The name ends in a hash of the data, except for a config directory. */
export interface HashedConfig {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** The finished map, if a patch changed it. */
  readonly manifest?: Manifest | undefined;
}

/** Names a ConfigMap `<prefix>-<hash of the data>`. Returns undefined if there is no data. */
export const hashedConfig = (prefix: string, data: Readonly<Record<string, string>>): HashedConfig | undefined =>
  Object.keys(data).length === 0 ? undefined : namedByHash(prefix, data);

/** Names a ConfigMap `<prefix>-<hash of the data>`, also if the data is empty. */
export function namedByHash(prefix: string, data: Readonly<Record<string, string>>): HashedConfig {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return { name: `${prefix}-${shortHash(JSON.stringify(entries))}`, data };
}
