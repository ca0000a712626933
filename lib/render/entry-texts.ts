export const NEWLINE = 10;
const [RETURN, SPACE, COMMENT] = [13, 32, 35];

/** True if a line of a lock with this first character begins an entry. Other lines belong to the entry before. */
export const beginsEntry = (character: number | undefined): boolean =>
  character !== NEWLINE && character !== RETURN && character !== SPACE && character !== COMMENT;

const KEY = /^('?)([a-z][a-z0-9-]*)\1:(?=\s)/;
const ONLY_COMMENTS = /^(?:[ \t]*(?:#.*)?\r?\n)*$/;

/**
 * Divides a lock into the lines of each entry.
 * @returns service -> lines, or undefined if a part has another form: then only the YAML parser can read the lock
 */
export function entryTexts(text: string): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (let start = 0; start < text.length;) {
    const end = endOfEntry(text, start);
    const lines = text.slice(start, end);
    const [, , service] = KEY.exec(lines) ?? [];
    if (service === undefined) {
      if (start > 0 || !ONLY_COMMENTS.test(lines)) return undefined;
    } else if (texts.has(service)) return undefined;
    else texts.set(service, lines);
    start = end;
  }
  return texts;
}

/** Returns the start of the first line after a place that begins an entry, or the length. */
function endOfEntry(text: string, place: number): number {
  for (let at = text.indexOf("\n", place) + 1; at > 0; at = text.indexOf("\n", at) + 1) {
    if (at < text.length && beginsEntry(text.charCodeAt(at))) return at;
  }
  return text.length;
}
