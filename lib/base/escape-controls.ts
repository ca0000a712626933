const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Escapes control, format and line separator characters as JSON does. A terminal would obey them. */
export const escapeControls = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => SHORT[character] ?? unicodeEscape(character));

/** Escapes a character as `\u009b`. A character outside the basic plane becomes two escapes. */
export const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
