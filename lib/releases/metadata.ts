import { parsePointer, type Pointer } from "./pointer.ts";

/** Fields of a pointer that are numbers; metadata holds texts alone. */
const NUMBERS: ReadonlySet<string> = new Set(["schema", "seq", "newestBuild"]);

/** A record or pointer as custom metadata, so that a listing tells what it says. */
export const toMetadata = (record: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) =>
      typeof value === "string" || typeof value === "number" ? [[field, String(value)]] : [],
    ),
  );

/** The pointer that metadata tells of; undefined where the object has to be read. */
export function pointerOf(metadata: Readonly<Record<string, string>> | undefined): Pointer | undefined {
  if (metadata === undefined) return undefined;
  const fields = Object.entries(metadata).map(([field, text]) => [field, NUMBERS.has(field) ? Number(text) : text]);
  const parsed = parsePointer(JSON.stringify(Object.fromEntries(fields)));
  return "value" in parsed ? parsed.value : undefined;
}
