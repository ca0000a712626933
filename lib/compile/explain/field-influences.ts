import { fromLayers } from "../../model/effective.ts";
import type { Layer } from "../../model/layers.ts";
import { changeLeaf, leafPaths, renameLeaf } from "./change-leaf.ts";
import { chainOf, type FieldInfluence, isTagged } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** The objects whose entries people name. A manifest may have the name in place of the value. */
const NAMED: ReadonlySet<string> = new Set(["hostAliases", "nodes", "volumes", "writable"]);

/** Lists the fields of the spec that influence a value. Changes each field in all layers at once. */
export function fieldInfluences(subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] {
  const { service } = subject;
  const fields = new Map<string, readonly string[]>();
  for (const { values } of service.layers) {
    // `envInfluences` covers the environment, which often comes from functions.
    for (const leaf of leafPaths(values))
      if (leaf[0] !== "env" && !((leaf[0] === "init" || leaf[0] === "sidecars") && leaf[2] === "env")) fields.set(leaf.join("."), leaf);
  }
  return [...fields].flatMap(([field, keys]) => {
    const chain = chainOf(service.layers, keys);
    const differsWith = (change: (layer: Layer) => Layer["values"]): boolean => {
      const layers = service.layers.map((layer) => ({ ...layer, values: change(layer) }));
      return differs({ ...subject, service: { ...fromLayers(service, layers), file: service.file } });
    };
    const isInfluence =
      differsWith(({ values }) => changeLeaf(values, keys)) ||
      // The form of a value or the name of an entry may decide, and not its parts: `single()` has none.
      (keys.length === 1 &&
        isTagged(chain.find(({ inForce }) => inForce)?.value) &&
        differsWith(({ values }) => ({ ...values, [field]: undefined }))) ||
      (keys.length > 1 && NAMED.has(keys[0] ?? "") && differsWith(({ values }) => renameLeaf(values, keys))) ||
      // An exception decides by its presence. Its reason is in no manifest.
      (keys.at(-1) === "because" && differsWith(({ values }) => renameLeaf(values, keys.slice(0, -1))));
    return isInfluence ? [{ field, chain }] : [];
  });
}
