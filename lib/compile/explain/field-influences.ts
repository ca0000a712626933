import { fromLayers } from "../../model/effective.ts";
import { changeLeaf, leafPaths } from "./change-leaf.ts";
import { chainOf, type FieldInfluence } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Lists the fields of the spec that influence a value. Changes each field in all layers at once. */
export function fieldInfluences(subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] {
  const { service } = subject;
  const fields = new Map<string, readonly string[]>();
  for (const { values } of service.layers) {
    // `envInfluences` covers the environment, which often comes from functions.
    for (const leaf of leafPaths(values)) if (leaf[0] !== "env") fields.set(leaf.join("."), leaf);
  }
  return [...fields].flatMap(([field, keys]) => {
    const layers = service.layers.map((layer) => ({ ...layer, values: changeLeaf(layer.values, keys) }));
    const changed = { ...fromLayers(service.name, layers), file: service.file };
    return differs({ ...subject, service: changed }) ? [{ field, chain: chainOf(service.layers, keys) }] : [];
  });
}
