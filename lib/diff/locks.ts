import type { LockEntry } from "../resolve/lock.ts";
import { formatLock } from "../render/format-lock.ts";
import { parseLock } from "../render/parse-lock.ts";

/** A line of a stack's lock that differs. */
export interface LockChange {
  readonly stack: string;
  readonly service: string;
  readonly before: LockEntry | undefined;
  readonly after: LockEntry | undefined;
}

/** The services whose lines differ; a lock that cannot be read counts as empty, and `check` says why it cannot. */
export function diffLocks(path: string, before: string, after: string): readonly LockChange[] {
  const [stack = ""] = path.split("/");
  const left = parseLock(before, path).lock;
  const right = parseLock(after, path).lock;
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((service) => {
    const was = left.get(service);
    const is = right.get(service);
    return sameEntry(was, is) ? [] : [{ stack, service, before: was, after: is }];
  });
}

const sameEntry = (a: LockEntry | undefined, b: LockEntry | undefined): boolean => textOf(a) === textOf(b);

const textOf = (entry: LockEntry | undefined): string => (entry === undefined ? "" : formatLock(new Map([["entry", entry]])));
