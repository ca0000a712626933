/** Marks an escaped character: four hexadecimal digits follow. It is of a private area, and is escaped itself. */
const MARK = "\uf8ff";

/**
 * Characters that the provider's YAML does not preserve.
 * Control characters except tab, line feed and carriage return; YAML 1.1's line breaks; byte order marks; unpaired surrogates.
 */
// oxlint-disable-next-line no-control-regex -- control characters are the subject
const FRAGILE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\uf8ff]|\p{Cs}/gu;
const ESCAPED = /\uf8ff([0-9a-f]{4})/g;

/** Escapes the characters in a value's strings that the provider would change. */
export const escapeCharacters = <T>(value: T): T =>
  mapStrings(value, (text) => text.replace(FRAGILE, (character) => MARK + character.charCodeAt(0).toString(16).padStart(4, "0")));

/** Restores the characters that `escapeCharacters` escaped. */
export const unescapeCharacters = <T>(value: T): T =>
  mapStrings(value, (text) => text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));

/** Maps every string of plain data, keys too. Returns the same value if no string changes. */
function mapStrings<T>(value: T, change: (text: string) => string): T;
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapStrings(item, change));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [change(key), mapStrings(item, change)] as const);
  return after.every(([key, item], index) => key === before[index]?.[0] && item === before[index][1]) ? value : Object.fromEntries(after);
}
