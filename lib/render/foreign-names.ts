import { escapeRegExp } from "../base/text.ts";
import { isRecord } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { ForeignName, StackModel } from "../model/model.ts";

type ForeignStack = Pick<StackModel, "name" | "tier" | "foreign">;

/** Explains that an object of the stack mentions a name of another tier. Returns undefined if it mentions none. */
export function foreignCheck(stack: ForeignStack): (manifest: Manifest) => string | undefined {
  const find = foreignName(stack);
  return (manifest) => {
    const found = find(manifest);
    return found === undefined ? undefined : foreignMessage(stack, manifest, found);
  };
}

/**
 * Finds the first name of another tier in the keys and values of an object.
 * If the object's YAML is given and has none of the names, the search skips the object. YAML escapes no letter of a name.
 */
export function foreignName({ foreign }: ForeignStack): (value: unknown, yaml?: string) => string | undefined {
  const pattern = foreignPattern(foreign);
  if (pattern === undefined) return () => undefined;
  const anywhere = new RegExp(foreign.map(({ name }) => escapeRegExp(name)).join("|"));
  const shortest = Math.min(...foreign.map(({ name }) => name.length));
  // Words seldom occur, and a search for them is faster than a memory of strings.
  const inString = (text: string): string | undefined =>
    text.length < shortest || !anywhere.test(text) ? undefined : pattern.exec(text)?.[0];
  const inValue = (value: unknown): string | undefined => {
    if (typeof value === "string") return inString(value);
    if (Array.isArray(value)) return firstFound(value, inValue);
    return isRecord(value) ? firstFound(Object.keys(value), (key) => inString(key) ?? inValue(value[key])) : undefined;
  };
  return (value, yaml) => (yaml === undefined || anywhere.test(yaml) ? inValue(value) : undefined);
}

/** Returns the first result that is not undefined. */
function firstFound<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Explains that an object mentions a name of another tier. */
export const foreignMessage = ({ name: stack, tier }: ForeignStack, { kind, metadata: { name } }: Manifest, found: string): string =>
  `${kind} "${name}" mentions "${found}", which is of another tier than ${stack} (${tier})`;

/** Matches any of the names as a whole word, or at the start of a bucket's name. Returns undefined if there are no names. */
function foreignPattern(names: readonly ForeignName[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const words = names.map(
    ({ name, buckets }) => `${escapeRegExp(name)}(?:(?![a-z0-9-])${buckets.map((stack) => `|(?=-${escapeRegExp(stack)}-)`).join("")})`,
  );
  return new RegExp(`(?<![a-z0-9-])(?:${words.join("|")})`);
}
