import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyReleaseId, RELEASE_1 } from "../../test/release-ids.ts";
import { YAML_READERS } from "../../test/yaml-readers.ts";
import { nameProblem } from "../model/names.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { formatLock } from "./format-lock.ts";
import { parseLock } from "./parse-lock.ts";

const FILE = "pulumi-gen/staging/versions.yaml";
const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

const lockOf = (entries: Readonly<Record<string, LockEntry>>): Lock => new Map(Object.entries(entries));

describe("formatLock", () => {
  it("writes one field a line, with services and fields in order", () => {
    expect(
      formatLock(
        lockOf({
          shipping: { tag: "1.10", digest: B },
          cart: { tag: "v1", release: RELEASE_1, image: "eu.gcr.io/shop/cart", digest: A, channel: "main", hold: { tag: "v2", by: "Ada" } },
          ad: { tag: "v1.2.3" },
          "ad-2": { tag: "2001-01-01" },
        }),
      ),
    ).toBe(
      [
        "ad:",
        "  tag: v1.2.3",
        "ad-2:",
        "  tag: '2001-01-01'",
        "cart:",
        "  channel: main",
        `  digest: ${A}`,
        "  hold:",
        "    by: Ada",
        "    tag: v2",
        "  image: eu.gcr.io/shop/cart",
        `  release: ${RELEASE_1}`,
        "  tag: v1",
        "shipping:",
        `  digest: ${B}`,
        "  tag: '1.10'",
        "",
      ].join("\n"),
    );
  });

  it("writes a release id without quotes, as every reader of YAML takes it for a string", () => {
    const ids = ["0000001002-b5c29ddb3238", "2026010101-000000000000", "9999999999-1e0000000000", "123456789012345-123456789012"];
    for (const release of ids) {
      const text = `cart:\n  release: ${release}\n  tag: v1\n`;
      expect(formatLock(lockOf({ cart: { release, tag: "v1" } }))).toBe(text);
      for (const read of Object.values(YAML_READERS)) expect(read(text)).toEqual({ cart: { release, tag: "v1" } });
    }
  });

  it("writes an empty file for an empty lock", () => {
    expect(formatLock(new Map())).toBe("");
  });

  const name = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,15}[a-z0-9])?$/).filter((each) => nameProblem(each) === undefined);
  const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
  const image = fc.stringMatching(/^[a-z0-9]{1,8}(?::[0-9]{2,5})?(?:\/[a-z0-9]{1,6}(?:(?:[._]|__|-)[a-z0-9]{1,4})?){0,3}$/);
  const tag = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,30}$/),
    fc.stringMatching(/^[0-9_][0-9eE._x-]{0,8}$/),
    fc.constantFrom("no", "true", "null", "y"),
  );
  const seq = fc.integer({ min: 1, max: 10 ** 15 - 1 });
  const by = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
  const commit = fc.stringMatching(/^[0-9a-f]{40}$/);
  const channel = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), fc.constantFrom("main", "on", "no", "y"));
  const hold = fc.record({ by, commit, digest, release: anyReleaseId, seq, tag }, { requiredKeys: ["by", "tag"] });
  const entry: fc.Arbitrary<LockEntry> = fc.record(
    { channel, tag, digest, image, release: anyReleaseId, seq, hold },
    { requiredKeys: ["tag"] },
  );
  const lock = fc.array(fc.tuple(name, entry), { maxLength: 6 }).map((entries): Lock => new Map(entries));

  it("is read back, for any lock", () => {
    fc.assert(
      fc.property(lock, (each) => {
        const { lock: back, problems } = parseLock(formatLock(each), FILE);
        expect(problems).toEqual([]);
        expect(Object.fromEntries(back)).toEqual(Object.fromEntries(each));
      }),
      { numRuns: 500 },
    );
  });

  it("is read in two ways, by an expression and by a YAML parser, to the same lock", () => {
    fc.assert(
      fc.property(lock, (each) => {
        const text = formatLock(each);
        expect(parseLock(text, FILE)).toEqual(parseLock(`# a comment\n${text}`, FILE));
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of the services, and is its own canonical form", () => {
    fc.assert(
      fc.property(lock, (each) => {
        const text = formatLock(each);
        expect(formatLock(new Map([...each].reverse()))).toBe(text);
        expect(formatLock(parseLock(text, FILE).lock)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
