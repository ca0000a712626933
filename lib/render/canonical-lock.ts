import { entryNameProblem } from "./entry-name.ts";
import { ENTRY_FIELDS, type ScalarField } from "../resolve/lock-fields.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";

/** The fields of a canonical entry. A hold is rare; a lock with one takes the slow way. */
const SCALARS = Object.entries(ENTRY_FIELDS).flatMap(([name, field]) => (field.type === "fields" ? [] : [{ name, field }]));

/** The groups of the entry's expression: the service, then quote and value of each field. */
const FIRST_GROUP = 2;

/** Matches the line of one field. The value may have single quotes; numbers have an empty group in their place. */
function fieldPattern(name: string, { type, grammar, required }: ScalarField, group: number): string {
  const value = type === "number" ? `()(${grammar})` : `('?)(${grammar})\\${group}`;
  return `(?:  ${name}: ${value}\n)${required ? "" : "?"}`;
}

const FIELDS = SCALARS.map(({ name, field }, index) => fieldPattern(name, field, FIRST_GROUP + 2 * index)).join("");
const CANONICAL_ENTRY = new RegExp(`([a-z][a-z0-9-]*):\n${FIELDS}`, "y");

/**
 * Reads a lock in the form that Fairlead writes: a regular expression is much faster than a YAML parser.
 * @returns undefined if an entry has another form, which only the YAML parser can read or refuse
 */
export function parseCanonicalLock(text: string): Lock | undefined {
  const lock = new Map<string, LockEntry>();
  CANONICAL_ENTRY.lastIndex = 0;
  while (CANONICAL_ENTRY.lastIndex < text.length) {
    const match = CANONICAL_ENTRY.exec(text);
    const name = match?.[1];
    if (match === null || name === undefined || lock.has(name) || entryNameProblem(name) !== undefined) return undefined;
    const entry: Record<string, string | number> = {};
    for (const [
      index,
      {
        name: field,
        field: { type },
      },
    ] of SCALARS.entries()) {
      const value = match[FIRST_GROUP + 2 * index + 1];
      if (value !== undefined) entry[field] = type === "number" ? Number(value) : value;
    }
    lock.set(name, entry as unknown as LockEntry);
  }
  return lock;
}
