import { isRecord } from "../../../base/values.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A field of an object, with the names above it. */
export interface Field {
  /** The path below the object: `spec.template.spec.volumes.0.secret`. */
  readonly at: string;
  readonly key: string;
  readonly value: unknown;
  /** The fields above, outermost first, without positions in lists. */
  readonly above: readonly string[];
  /** The object that has the field. */
  readonly owner: Fields;
}

/** The fields of free text, in which no name is a reference. */
const TEXTS = new Set(["annotations", "data", "binaryData", "stringData"]);

/** Visits each field of an object, also those of nested templates. Skips the data of a ConfigMap, and annotations. */
export function walk(object: Fields, visit: (field: Field) => void): void {
  const inside = (value: unknown, at: string, above: readonly string[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => inside(item, `${at}${index}.`, above));
    else if (isRecord(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (typeof item !== "object" && typeof item !== "string") continue;
        visit({ at: `${at}${key}`, key, value: item, above, owner: value });
        if (!isText(key, object, above)) inside(item, `${at}${key}.`, [...above, key]);
      }
    }
  };
  inside(object, "", []);
}

/** True if a field has free text. The `data` of an ExternalSecret has references. */
const isText = (key: string, { kind }: Fields, above: readonly string[]): boolean =>
  TEXTS.has(key) && (key === "annotations" || (kind === "ConfigMap" && above.length === 0));

/** Returns a field of an object as a string. */
export function textAt(value: unknown, key: string): string | undefined {
  const text = isRecord(value) ? value[key] : undefined;
  return typeof text === "string" ? text : undefined;
}

/** Lists the objects of a value: the value itself, or its items. */
export const recordsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : [value]).filter(isRecord);
