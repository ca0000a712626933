import { escapeRegExp, isRecord } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { ForeignName, StackModel } from "../model/model.ts";

/** The maximum number of strings that a check remembers: a fleet repeats few strings often. */
const MAX_KNOWN = 50_000;

/** Returns a check for names of another tier. The check takes an object, and returns the problem of its first such name. */
export function foreignCheck(stack: Pick<StackModel, "name" | "tier" | "foreign">): (manifest: Manifest) => string | undefined {
  const pattern = foreignPattern(stack.foreign);
  if (pattern === undefined) return () => undefined;
  const known = new Map<string, string | undefined>();
  const inString = (text: string): string | undefined => {
    if (known.has(text)) return known.get(text);
    if (known.size >= MAX_KNOWN) known.clear();
    const found = pattern.exec(text)?.[0];
    known.set(text, found);
    return found;
  };
  const inValue = (value: unknown): string | undefined => {
    if (typeof value === "string") return inString(value);
    if (Array.isArray(value)) return firstOf(value, inValue);
    return isRecord(value) ? firstOf(Object.keys(value), (key) => inString(key) ?? inValue(value[key])) : undefined;
  };
  return (manifest) => {
    const found = inValue(manifest);
    if (found === undefined) return undefined;
    return `${manifest.kind} "${manifest.metadata.name}" mentions "${found}", which is of another tier than ${stack.name} (${stack.tier})`;
  };
}

/** Returns the first result that is not undefined. */
function firstOf<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns an expression for the names as whole words, or at the start of a bucket's name; undefined without names. */
function foreignPattern(names: readonly ForeignName[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const words = names.map(
    ({ name, buckets }) => `${escapeRegExp(name)}(?:(?![a-z0-9-])${buckets.map((stack) => `|(?=-${escapeRegExp(stack)}-)`).join("")})`,
  );
  return new RegExp(`(?<![a-z0-9-])(?:${words.join("|")})`);
}
