import { beginsEntry, entryTexts, NEWLINE } from "../../render/entry-texts.ts";
import { parseLock } from "../../render/parse-lock.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";

/** The entries of a service in two versions of a lock. Undefined if a version has none. */
export interface ChangedEntry {
  readonly from: LockEntry | undefined;
  readonly to: LockEntry | undefined;
}

/** Service -> its entries, for each service whose entry differs. */
export type LockDifference = ReadonlyMap<string, ChangedEntry>;

/**
 * Compares two versions of a lock. It parses only entries whose lines differ: a lock has a thousand, and a commit changes a few.
 * A lock that cannot be read has its valid entries, or none.
 */
export function lockDifference(before: Buffer, after: Buffer): LockDifference {
  const [old, next] = differingParts(before, after).map(entryTexts);
  if (old === undefined || next === undefined) return wholeDifference(before, after);
  const found = new Map<string, ChangedEntry>();
  for (const service of new Set([...old.keys(), ...next.keys()])) {
    const texts = [old.get(service) ?? "", next.get(service) ?? ""];
    if (texts[0] === texts[1]) continue;
    const [from, to] = texts.map((text) => parseLock(text, service));
    // An entry may need other lines, such as those with an anchor.
    if (from === undefined || to === undefined || from.problems.length + to.problems.length > 0) return wholeDifference(before, after);
    note(found, service, { from: from.lock.get(service), to: to.lock.get(service) });
  }
  return found;
}

/** Compares two locks that are parsed as a whole. */
function wholeDifference(before: Buffer, after: Buffer): LockDifference {
  const [old, next] = [lockIn(before), lockIn(after)];
  const found = new Map<string, ChangedEntry>();
  for (const service of new Set([...old.keys(), ...next.keys()])) note(found, service, { from: old.get(service), to: next.get(service) });
  return found;
}

const lockIn = (text: Buffer): Lock => parseLock(text.toString("utf8"), "").lock;

function note(found: Map<string, ChangedEntry>, service: string, entries: ChangedEntry): void {
  if (JSON.stringify(entries.from) !== JSON.stringify(entries.to)) found.set(service, entries);
}

/** Returns the part of each text that begins and ends with entries, and has every line that differs. */
function differingParts(before: Buffer, after: Buffer): readonly [string, string] {
  const start = entryBefore(before, commonStart(before, after));
  const [old, next] = [before.subarray(start), after.subarray(start)];
  const tail = old.subarray(old.length - commonEnd(old, next));
  const kept = tail.length - entryAfter(tail);
  return [old.toString("utf8", 0, old.length - kept), next.toString("utf8", 0, next.length - kept)];
}

/** Returns the number of bytes that two texts share at their start. Comparing parts of memory is faster than comparing bytes. */
function commonStart(a: Buffer, b: Buffer): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.compare(b, from, to, from, to) === 0);
}

/** Returns the number of bytes that two texts share at their end. */
function commonEnd(a: Buffer, b: Buffer): number {
  const [ends, others] = [a.length, b.length];
  return longest(Math.min(ends, others), (from, to) => a.compare(b, others - to, others - from, ends - to, ends - from) === 0);
}

/** Returns the greatest length up to which everything is equal. @param isEqual compares a part */
function longest(maximum: number, isEqual: (from: number, to: number) => boolean): number {
  let [equal, end] = [0, maximum];
  while (equal < end) {
    const middle = equal + Math.ceil((end - equal) / 2);
    if (isEqual(equal, middle)) equal = middle;
    else end = middle - 1;
  }
  return equal;
}

/** Returns the start of the last entry that begins before a place; 0 if there is none. */
function entryBefore(text: Buffer, place: number): number {
  for (let at = place; at > 0;) {
    // The search begins one byte before the newline that ended the search before.
    const start = at < 2 ? 0 : text.lastIndexOf(NEWLINE, at - 2) + 1;
    if (beginsEntry(text[start])) return start;
    at = start;
  }
  return 0;
}

/** Returns the start of the first entry that begins after the first line; the length if there is none. */
function entryAfter(text: Buffer): number {
  for (let at = text.indexOf(NEWLINE) + 1; at > 0; at = text.indexOf(NEWLINE, at) + 1) {
    if (at < text.length && beginsEntry(text[at])) return at;
  }
  return text.length;
}
