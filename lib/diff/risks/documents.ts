import { loadAll } from "js-yaml";
import { isRecord } from "../../base/values.ts";
import type { TreeObject } from "../object.ts";
import type { Fields } from "./trait.ts";

/** The files that Argo CD applies. */
const APPLIED = /\.(?:ya?ml|json|jsonnet)$/;
/** The files of Fairlead itself, which hold no objects. */
const OWN = /^[^/]+\/(?:versions|components)\.yaml$/;

/**
 * Returns the objects that Argo CD finds in a file: all documents, and the items of lists.
 * Returns undefined if it may find something that Fairlead cannot read.
 */
export function documentsOf({ path, text, value }: TreeObject): readonly Fields[] | undefined {
  if (OWN.test(path) || !APPLIED.test(path)) return [];
  try {
    const documents = isRecord(value) ? [value] : loadAll(text);
    const objects = documents.flatMap(itemsOf);
    return objects.every(isObject) && !path.endsWith(".jsonnet") ? objects : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the items of a `List`, or the value itself. An empty document has no object. */
function itemsOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return isRecord(value) && Array.isArray(value["items"]) && String(value["kind"]).endsWith("List")
    ? value["items"].flatMap(itemsOf)
    : [value];
}

const isObject = (value: unknown): value is Fields =>
  isRecord(value) && typeof value["kind"] === "string" && isRecord(value["metadata"]) && typeof value["metadata"]["name"] === "string";
