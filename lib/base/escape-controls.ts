const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Escapes control, format and line separator characters as JSON does. A terminal would obey them. The log of a GitHub job obeys `##[name]`
 * anywhere and `::name` at the start, so their first character is escaped. Source: actions/runner, ActionCommand.cs.
 */
export const escapeControls = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => SHORT[character] ?? unicodeEscape(character))
    .replace(OLD_COMMAND, unicodeEscape)
    .replace(/^(\s*):(?=:[a-z-]+(?:\s|::))/i, (_all, space: string) => space + unicodeEscape(":"));

/** Matches the first character of `##[`, which starts a command in the log of a GitHub job. */
export const OLD_COMMAND = /#(?=#\[)/g;

/** Escapes a character as `\u009b`. A character outside the basic plane becomes two escapes. */
export const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
