/**
 * Lists the readings of a string, in lower case. One is the string itself, one has no percent-encoding, and one has no escapes. JSON, YAML
 * and properties files have escapes.
 */
export function readingsOf(text: string): readonly string[] {
  const plain = isAscii(text) ? text.toLowerCase() : text.normalize("NFKC").toLowerCase();
  const decoded = plain.includes("%") ? withoutPercent(plain) : plain;
  const unescaped = decoded.includes("\\") ? withoutEscapes(decoded) : decoded;
  return [...new Set([plain, decoded, unescaped])];
}

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Replaces the encodings of visible ASCII characters, also those that were encoded twice. */
const withoutPercent = (text: string): string =>
  text.replace(/%(?:25)*([2-7][0-9a-f])/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Replaces escapes of characters, joins continued lines, and drops the other backslashes. */
const withoutEscapes = (text: string): string =>
  text
    .replace(/\\(?:u00|x)([2-7][0-9a-f])/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\\r?\n[ \t]*/g, "")
    .replaceAll("\\", "");
