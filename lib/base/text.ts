/** Formats a number with its noun: `1 object`, `2 objects`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Shortens a name to at most 60 characters for a message. Untyped input may hold any value as a name. */
export const shorten = (name: unknown): string => {
  const text = typeof name === "string" ? name : "(not a string)";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Joins lines into one string. Each line ends with a newline. */
export const lines = (...parts: readonly (string | readonly string[])[]): string => `${parts.flat().join("\n")}\n`;

/** Escapes a string for a regular expression that matches exactly this string. */
export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Quotes a word for a shell, if it needs quotes. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Returns the number of bytes of a string in UTF-8. */
export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;
