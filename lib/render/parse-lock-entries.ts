import type { Lock } from "../resolve/lock.ts";
import { parseLock } from "./parse-lock.ts";

/** Matches a line that is no part of an entry in Fairlead's form, and no comment. */
const OTHER_FORM = /^(?![a-z#\s]|'[a-z][a-z0-9-]*':)./m;

/** Reads the entries of a few services, many times faster than the whole lock. @returns the valid entries */
export function parseLockEntries(text: string, file: string, services: readonly string[]): Lock {
  const found = services.map((service) => entryText(text, service));
  // An entry that is not found may be there in another form.
  if (found.includes("") && OTHER_FORM.test(text)) return parseLock(text, file).lock;
  return parseLock(found.join(""), file).lock;
}

/** Returns the lines of one entry; empty if there is none. */
function entryText(text: string, service: string): string {
  for (const key of [`${service}:`, `'${service}':`]) {
    const start = text.startsWith(key) ? 0 : text.indexOf(`\n${key}`) + 1;
    if (start === 0 && !text.startsWith(key)) continue;
    let end = text.indexOf("\n", start);
    while (end !== -1 && (text[end + 1] === " " || text[end + 1] === "\r")) end = text.indexOf("\n", end + 1);
    return end === -1 ? `${text.slice(start)}\n` : text.slice(start, end + 1);
  }
  return "";
}
