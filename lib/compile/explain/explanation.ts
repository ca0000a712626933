import { type Layer, placeIn } from "../../model/layers.ts";
import type { Manifest } from "../../model/manifest.ts";
import { isRecord, valueAt } from "../../base/values.ts";

/** The value that one layer sets for a field. */
export interface LayerValue {
  readonly layer: string;
  readonly file: string | undefined;
  /** The place in the file: `override(frontend).scale.min`. @default the name of the field */
  readonly place?: string;
  /** Undefined if the layer does not set the field. */
  readonly value: unknown;
  /** True if this layer decides. */
  readonly inForce: boolean;
}

/** A field that a value depends on, with its layers. */
export interface FieldInfluence {
  readonly field: string;
  readonly chain: readonly LayerValue[];
}

/** A value and every field that it depends on. */
export interface Explanation {
  /** Undefined if the path is one of the spec. */
  readonly object: Manifest | undefined;
  /** Undefined for a whole service. */
  readonly path: string | undefined;
  readonly value: unknown;
  readonly influences: readonly FieldInfluence[];
}

/** Lists the value of a field in each layer. The value of the highest layer is used, unless a later layer replaces the object around it. */
export function chainOf(layers: readonly Layer[], keys: readonly string[]): readonly LayerValue[] {
  const chain = markInForce(
    layers.map((layer) => ({
      layer: layer.name,
      file: layer.file,
      ...(layer.prefix === "" ? {} : { place: placeIn(layer, keys.join(".")) }),
      value: printable(valueAt(layer.values, keys)),
    })),
  );
  const replacedAt = layers.findLastIndex(({ values }) =>
    keys.some((_key, depth) => depth > 0 && isWhole(valueAt(values, keys.slice(0, depth)))),
  );
  return chain.map((value, index) => (index < replacedAt ? { ...value, inForce: false } : value));
}

/** Returns a value that reports can show: a word stands for each function. */
export function printable(value: unknown): unknown {
  if (typeof value === "function") return "(function)";
  if (Array.isArray(value)) return value.map(printable);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item)])) : value;
}

/** True if a value replaces the object of a lower layer. A list may stand for sizes by path. */
const isWhole = (value: unknown): boolean => Array.isArray(value) || isTagged(value);

/** True if layers replace a value as a whole: the result of a constructor such as `fixed(3)`. */
export const isTagged = (value: unknown): boolean => isRecord(value) && "kind" in value;

/** Marks the last layer with a value: its value is used. */
export function markInForce(values: readonly Omit<LayerValue, "inForce">[]): readonly LayerValue[] {
  const last = values.findLastIndex(({ value }) => value !== undefined);
  return values.map((value, index) => ({ ...value, inForce: index === last }));
}
