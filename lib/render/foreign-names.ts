import { escapeRegExp } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { ForeignName, StackModel } from "../model/model.ts";

type ForeignStack = Pick<StackModel, "name" | "tier" | "foreign">;

/** Explains that an object of the stack mentions a name of another tier. Returns undefined if it mentions none. */
export function foreignCheck(stack: ForeignStack): (manifest: Manifest, text: string) => string | undefined {
  const find = foreignName(stack);
  return (manifest, text) => {
    const found = find(text);
    return found === undefined ? undefined : foreignMessage(stack, manifest, found);
  };
}

/** Finds the first name of another tier in a string. */
export function foreignName({ foreign }: ForeignStack): (text: string) => string | undefined {
  const pattern = foreignPattern(foreign);
  return (text) => pattern?.exec(text)?.[0];
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
