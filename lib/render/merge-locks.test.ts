import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { releaseId } from "../releases/release-id.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { formatLock } from "./format-lock.ts";

const NAMES = ["ad", "cart", "cart-2", "checkout", "mail", "no", "payment", "search"] as const;

/** Merges three texts as git does. @returns undefined for a conflict */
function merge(base: Lock, ours: Lock, theirs: Lock): string | undefined {
  const directory = temporaryDirectory("merge");
  const paths = [ours, base, theirs].map((lock, index) => {
    const path = join(directory, String(index));
    writeFileSync(path, formatLock(lock));
    return path;
  });
  try {
    return execFileSync("git", ["merge-file", "--stdout", "--quiet", ...paths], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

const entryOf = (number: number, channel: string, held: boolean): LockEntry => {
  const digest = `sha256:${number.toString(16).padStart(2, "0").repeat(32)}`;
  const release = releaseId(number, digest);
  return {
    channel,
    digest,
    ...(held ? { hold: { by: "Ada Lovelace", commit: "1a2b3c4d", digest, release, seq: number, tag: `v${number}` } } : {}),
    image: "registry.example.com/shop/app",
    release,
    seq: (number % 3) + 1,
    tag: `v${number}`,
  };
};

const entry = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom("main", "stable"), fc.boolean()).map((args) => entryOf(...args));
const lock = fc
  .tuple(...NAMES.map(() => entry))
  .map((entries): Lock => new Map(NAMES.map((name, index) => [name, entries[index] as LockEntry])));
const pair = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 2 }).map(([a = "ad", b = "cart"]) => [a, b] as const);

const withEntry = (before: Lock, name: string, after: LockEntry): Lock => new Map([...before, [name, after]]);

describe("releases of two services", () => {
  it("never conflict, neither in a merge nor in a revert of the first, for any pair and any entries", () => {
    fc.assert(
      fc.property(lock, pair, entry, entry, (base, [first, second], one, two) => {
        const [left, right] = [withEntry(base, first, one), withEntry(base, second, two)];
        const both = withEntry(left, second, two);
        // A merge, a rebase and a cherry-pick.
        expect(merge(base, left, right)).toBe(formatLock(both));
        // A revert of the first below the second.
        expect(merge(left, both, base)).toBe(formatLock(right));
      }),
      { numRuns: 150 },
    );
  });
});
