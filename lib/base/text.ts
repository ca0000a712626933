/** `1 object`, `2 objects`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Characters that a terminal takes for commands, that start lines, or that turn lines around, as JSON writes them. */
export const escapeControls = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => SHORT[character] ?? unicodeEscape(character));

/** `\u009b`, two of them for what is outside the basic plane. */
export const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");

/** A name as messages show it, whatever untyped input has in its place. */
export const shorten = (name: unknown): string => {
  const text = typeof name === "string" ? name : "(no text)";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Lines as one text, each with its end. */
export const lines = (...parts: readonly (string | readonly string[])[]): string => `${parts.flat().join("\n")}\n`;
