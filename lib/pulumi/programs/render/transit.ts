/** Marks a character that travels as four hexadecimal digits; of a private area, and itself sent like that where a text has it. */
const MARK = "\uf8ff";

/**
 * What the provider's YAML does not bring back as it was: control characters but tab, line feed and carriage return, other line
 * breaks of YAML 1.1, byte order marks, halves of characters.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const FRAGILE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\uf8ff]|\p{Cs}/gu;
const SENT = /\uf8ff([0-9a-f]{4})/g;

/** A value as it travels through the provider: texts without a character that would not survive. */
export const packed = <T>(value: T): T =>
  mapTexts(value, (text) => text.replace(FRAGILE, (character) => MARK + character.charCodeAt(0).toString(16).padStart(4, "0")));

/** The same as it was. */
export const unpacked = <T>(value: T): T =>
  mapTexts(value, (text) => text.replace(SENT, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));

/** Every text of plain data, keys too, by another; what has none to change comes back as it is. */
function mapTexts<T>(value: T, change: (text: string) => string): T;
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapTexts(item, change));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [change(key), mapTexts(item, change)] as const);
  return after.every(([key, item], index) => key === before[index]?.[0] && item === before[index][1]) ? value : Object.fromEntries(after);
}
