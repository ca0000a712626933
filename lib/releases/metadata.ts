import { parsePointer, type Pointer, POINTER_FIELDS } from "./pointer.ts";
import { parseRelease, type Release, RELEASE_FIELDS } from "./release.ts";

/** Number fields. Metadata holds strings only. */
const NUMBERS: ReadonlySet<string> = new Set(["schema", "seq", "newestBuild", "build"]);

/** Fields of this version. An unknown field may be larger than metadata can be. */
const KNOWN: ReadonlySet<string> = new Set([...RELEASE_FIELDS, ...POINTER_FIELDS]);

/** Converts a record or pointer to custom metadata, so that a listing contains its fields. */
export const toMetadata = (record: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) =>
      KNOWN.has(field) && (typeof value === "string" || typeof value === "number") ? [[field, String(value)]] : [],
    ),
  );

/** Parses a pointer from metadata. Undefined if the object must be read. */
export function pointerOf(metadata: Readonly<Record<string, string>> | undefined): Pointer | undefined {
  const parsed = metadata === undefined ? undefined : parsePointer(toJson(metadata));
  return parsed !== undefined && "value" in parsed ? parsed.value : undefined;
}

/** Parses a release from metadata. Undefined if the record must be read. */
export function releaseOf(metadata: Readonly<Record<string, string>> | undefined): Release | undefined {
  const parsed = metadata === undefined ? undefined : parseRelease(toJson(metadata));
  return parsed !== undefined && "value" in parsed ? parsed.value : undefined;
}

const toJson = (metadata: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(metadata).map(([field, text]) => [field, NUMBERS.has(field) ? Number(text) : text])));
