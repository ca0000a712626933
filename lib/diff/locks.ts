import type { LockEntry } from "../resolve/lock.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";
import { formatLock } from "../render/format-lock.ts";
import { parseLock } from "../render/parse-lock.ts";

/** A lock entry that differs. */
export interface LockChange {
  readonly stack: string;
  readonly service: string;
  readonly before: LockEntry | undefined;
  readonly after: LockEntry | undefined;
}

/** Lists the services whose entries differ. Reserved entries have no release. A malformed lock counts as empty; `check` reports its problems. */
export function diffLocks(path: string, before: string, after: string): readonly LockChange[] {
  const [stack = ""] = path.split("/");
  const left = parseLock(before, path).lock;
  const right = parseLock(after, path).lock;
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((service) => {
    const change = { stack, service, before: left.get(service), after: right.get(service) };
    return isReservedEntry(service) || sameEntry(change.before, change.after) ? [] : [change];
  });
}

const sameEntry = (a: LockEntry | undefined, b: LockEntry | undefined): boolean => textOf(a) === textOf(b);

const textOf = (entry: LockEntry | undefined): string => (entry === undefined ? "" : formatLock(new Map([["entry", entry]])));
