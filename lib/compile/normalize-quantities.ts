import type { Report } from "../base/problem.ts";
import { isRecord } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import { normalizeQuantity } from "../model/quantity.ts";
import { notAQuantity, UNITS } from "../model/rules/resources.ts";
import { isKubernetesKind } from "./kubernetes-kinds.ts";

/** The last fields of every path to a quantity in Kubernetes' own kinds. List indexes are left out; `*` is any field. */
const QUANTITY_PATHS: ReadonlySet<string> = new Set([
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
 * Rewrites the quantities of an object that a person's function made: `1000m` -> `1`, `0.5` -> `500m`.
 * The API server keeps this form and the Kubernetes provider writes it.
 * Returns undefined if a quantity is malformed; then the problem is reported.
 */
export function normalizeQuantities(manifest: Manifest, at: string, report: Report): Manifest | undefined {
  // The fields of an operator's kind stay as they are: Fairlead does not know which of them are quantities.
  if (!isKubernetesKind(manifest)) return manifest;
  let valid = true;
  const walk = (value: unknown, fields: readonly string[], place: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, fields, `${place}.${index}`));
    if (isRecord(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...fields, key], `${place}.${key}`)]));
    if (!isQuantityPath(fields) || (typeof value !== "string" && typeof value !== "number")) return value;
    const normal = normalizeQuantity(String(value));
    if (normal === undefined) {
      valid = false;
      report(place, notAQuantity(String(value)), UNITS);
    }
    return normal ?? value;
  };
  const { apiVersion, kind, metadata, ...rest } = manifest;
  const body = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, walk(item, [key], `${at}.${key}`)]));
  return valid ? { apiVersion, kind, metadata, ...body } : undefined;
}

const isQuantityPath = (fields: readonly string[]): boolean =>
  QUANTITY_PATHS.has(fields.slice(-2).join(".")) || QUANTITY_PATHS.has(`${fields.slice(-3, -1).join(".")}.*`);
