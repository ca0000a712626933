import { isRecord } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { StackModel } from "../model/model.ts";
import type { BorderStack } from "./border/border-reader.ts";
import { foreignAddresses } from "./border/foreign-addresses.ts";
import { foreignHosts } from "./border/foreign-hosts.ts";
import { foreignWords } from "./border/foreign-words.ts";
import { readingsOf } from "./border/readings.ts";

type ForeignStack = BorderStack & Pick<StackModel, "name" | "tier">;

/** Explains that an object of the stack mentions a name of another tier. Returns undefined if it mentions none. */
export function foreignCheck(stack: ForeignStack): (manifest: Manifest) => string | undefined {
  const find = foreignName(stack);
  return (manifest) => {
    const found = find(manifest);
    return found === undefined ? undefined : foreignMessage(stack, manifest, found);
  };
}

/** The makers of all readers. A new reader is one file and one line here. */
const READERS = [foreignWords, foreignHosts, foreignAddresses];

/** The escapes that may hide a name: of URLs, and of JSON, YAML and properties files. */
const ESCAPE = /%[2-7][0-9a-f]|\\[^\s"]|\\\n/i;

/** Letters of another width. A string of Latin letters fails this test at once. */
const WIDE = /[\u2000-\uffff]/;

/** True if a string may hide a name. Most strings have no escape, and a search for one letter is fast. */
const mayHide = (text: string): boolean => ((text.includes("%") || text.includes("\\")) && ESCAPE.test(text)) || WIDE.test(text);

/**
 * Finds the first name, host or address of another tier in the keys and values of an object.
 * If the object's YAML is given and has no trace of one, the search skips the object.
 */
export function foreignName(stack: BorderStack): (value: unknown, yaml?: string) => string | undefined {
  const readers = READERS.flatMap((reader) => reader(stack) ?? []);
  if (readers.length === 0) return () => undefined;
  const named = new RegExp(readers.flatMap(({ hints }) => hints).join("|"), "i");
  const anywhere = (text: string): boolean => named.test(text) || mayHide(text);
  // One search of a short string is faster than several. A trace is rare, so a memory of strings is slower.
  const trace = new RegExp(`${named.source}|${ESCAPE.source}|${WIDE.source}`, "i");
  const inString = (text: string): string | undefined =>
    text.length < SHORTEST || !trace.test(text)
      ? undefined
      : firstFound(readingsOf(text), (reading) => firstFound(readers, ({ find }) => find(reading)));
  // Objects have few keys, and each has them again.
  const keys = new Set<string>();
  const inKey = (key: string): string | undefined => {
    if (keys.has(key)) return undefined;
    const found = inString(key);
    if (found === undefined) keys.add(key);
    return found;
  };
  const inValue = (value: unknown): string | undefined => {
    if (typeof value === "string") return inString(value);
    if (Array.isArray(value)) return firstFound(value, inValue);
    if (!isRecord(value)) return undefined;
    // Manifests are plain data. A list of the keys would cost as much as the search.
    for (const key in value) {
      const found = inKey(key) ?? inValue(value[key]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return (value, yaml) => (yaml === undefined || anywhere(yaml) ? inValue(value) : undefined);
}

/** The length of the shortest project and of the shortest address. */
const SHORTEST = 3;

/** Returns the first result that is not undefined. */
function firstFound<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Explains that an object mentions a name of another tier. */
export const foreignMessage = (
  { name: stack, tier }: Pick<StackModel, "name" | "tier">,
  { kind, metadata: { name } }: Manifest,
  found: string,
): string => `${kind} "${name}" mentions "${found}", which is of another tier than ${stack} (${tier})`;
