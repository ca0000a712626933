import { parsePointer, type Pointer, POINTER_FIELDS } from "./pointer.ts";
import { parseRelease, type Release, RELEASE_FIELDS } from "./release.ts";

/** Fields of a pointer that are numbers; metadata holds texts alone. */
const NUMBERS: ReadonlySet<string> = new Set(["schema", "seq", "newestBuild", "build"]);

/** Fields that others have added may be larger than metadata can be. */
const KNOWN: ReadonlySet<string> = new Set([...RELEASE_FIELDS, ...POINTER_FIELDS]);

/** A record or pointer as custom metadata, so that a listing tells what it says. */
export const toMetadata = (record: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) =>
      KNOWN.has(field) && (typeof value === "string" || typeof value === "number") ? [[field, String(value)]] : [],
    ),
  );

/** The pointer that metadata tells of; undefined where the object has to be read. */
export function pointerOf(metadata: Readonly<Record<string, string>> | undefined): Pointer | undefined {
  const parsed = metadata === undefined ? undefined : parsePointer(toJson(metadata));
  return parsed !== undefined && "value" in parsed ? parsed.value : undefined;
}

/** The release that metadata tells of; undefined where the record has to be read. */
export function releaseOf(metadata: Readonly<Record<string, string>> | undefined): Release | undefined {
  const parsed = metadata === undefined ? undefined : parseRelease(toJson(metadata));
  return parsed !== undefined && "value" in parsed ? parsed.value : undefined;
}

const toJson = (metadata: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(metadata).map(([field, text]) => [field, NUMBERS.has(field) ? Number(text) : text])));
