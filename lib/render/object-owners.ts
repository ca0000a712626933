import { apiGroup } from "../compile/object-key.ts";
import type { Manifest } from "../model/manifest.ts";

/**
 * The first file of each object in each cluster. The API server takes two objects with one group, kind, namespace and name for one
 * object, as `objectKey` does. A fleet has many objects, so this joins no strings.
 */
export class ObjectOwners {
  /** Cluster -> kind -> group -> namespace -> name -> path. */
  readonly #paths = new Map<string, Map<string, Map<string, Map<string, Map<string, string>>>>>();

  /** Returns the file that has the object, or adds the object and returns undefined. */
  add(cluster: string, manifest: Manifest, path: string): string | undefined {
    const { kind, metadata } = manifest;
    const names = inside(inside(inside(inside(this.#paths, cluster), kind), apiGroup(manifest)), metadata.namespace ?? "");
    const owner = names.get(metadata.name);
    if (owner === undefined) names.set(metadata.name, path);
    return owner;
  }
}

/** Returns the map of a key. The first call makes it. */
function inside<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, V>();
  maps.set(key, made);
  return made;
}
