import { valueAt } from "../../base/values.ts";
import { splitPath } from "../../model/layers.ts";
import { leafPaths } from "./change-leaf.ts";
import { chainOf, type Explanation } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Explains a field of the spec: its value in each layer. Returns undefined if no layer and no default sets it. */
export function explainField({ service }: Pick<Subject, "service">, path: string): Explanation | undefined {
  const keys = splitPath(path);
  const inForce = chainOf(service.layers, keys).find((layer) => layer.inForce);
  if (inForce === undefined) return undefined;
  // Layers merge objects, so each leaf of an object has a separate chain.
  const fields = new Set(
    service.layers.flatMap(({ values }) => leafPaths(valueAt(values, keys)).map((leaf) => [...keys, ...leaf].join("."))),
  );
  return {
    object: undefined,
    path,
    value: valueAt(service, keys) ?? inForce.value,
    influences: [...fields]
      .map((field) => ({ field, chain: chainOf(service.layers, splitPath(field)) }))
      .filter(({ chain }) => chain.some((layer) => layer.inForce)),
  };
}
