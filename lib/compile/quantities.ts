import type { Manifest } from "../model/manifest.ts";
import type { Report } from "../base/problem.ts";
import { normalizeQuantity } from "../model/quantity.ts";
import { notAQuantity, UNITS } from "../model/rules/resources.ts";
import { isRecord } from "../base/values.ts";
import { isKubernetesKind } from "./cluster-kinds.ts";

/** Where Kubernetes' own kinds have quantities: how the path of fields ends, lists left out. */
const PLACES: ReadonlySet<string> = new Set([
  "resources.limits.*",
  "resources.requests.*",
  "spec.overhead.*",
  "spec.capacity.*",
  "spec.hard.*",
  ...["default", "defaultRequest", "max", "maxLimitRequestRatio", "min"].map((field) => `limits.${field}.*`),
  "emptyDir.sizeLimit",
  "resourceFieldRef.divisor",
  "target.averageValue",
  "target.value",
]);

/**
 * An object that a person's function made, with its quantities in the normal form that the API server keeps and the Kubernetes provider
 * writes: `1000m` -> `1`, `0.5` -> `500m`. What is no quantity is reported.
 */
export function withNormalQuantities(manifest: Manifest, at: string, report: Report): Manifest {
  // An operator's kind keeps its fields as they are written.
  if (!isKubernetesKind(manifest)) return manifest;
  const walk = (value: unknown, path: readonly string[], place: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, path, `${place}.${index}`));
    if (isRecord(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key], `${place}.${key}`)]));
    if (!isPlace(path) || (typeof value !== "string" && typeof value !== "number")) return value;
    const normal = normalizeQuantity(String(value));
    if (normal === undefined) report(place, notAQuantity(String(value)), UNITS);
    return normal ?? value;
  };
  const { apiVersion, kind, metadata, ...rest } = manifest;
  return {
    apiVersion,
    kind,
    metadata,
    ...Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, walk(item, [key], `${at}.${key}`)])),
  };
}

const isPlace = (path: readonly string[]): boolean =>
  PLACES.has(path.slice(-2).join(".")) || PLACES.has(`${path.slice(-3, -1).join(".")}.*`);
