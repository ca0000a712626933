import { describe, expect, it } from "vitest";
import { releaseOfBuild, withStore } from "../../test/releases/filled-store.ts";
import { UserError } from "../base/user-error.ts";
import { recordRelease, type Writer } from "./record.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

const WRITER: Writer = { now: () => "2026-06-01T00:00:00Z", writeId: () => "w" };
const FIRST = releaseOfBuild("cart", 7000, { commit: "5b3a712", run: "7000" });
const ID = "0000007000-000000001b58";

const record = (store: Store, fields: Partial<Release>) => recordRelease(store, { ...FIRST, ...fields }, "main", WRITER);

describe("a second record of a build", () => {
  it.each<readonly [string, Partial<Release>]>([
    ["the same", {}],
    ["a later attempt of the run", { run: "7000-2", builtAt: "2026-02-01T00:00:00Z", writeId: "other" }],
    ["from another clone", { repository: "https://git.example.com/cart" }],
  ])("is unchanged: %s", (_, fields) =>
    withStore(async ({ store }) => {
      await record(store, {});
      const again = await record(store, fields);
      expect([again.record, again.channel.outcome, again.release]).toEqual(["unchanged", "unchanged", FIRST]);
    }),
  );

  it.each<readonly [string, Partial<Release>, string]>([
    [
      "another image repository",
      { image: "registry.example.com/eve/cart" },
      'the image "registry.example.com/shop/cart", not "registry.example.com/eve/cart"',
    ],
    ["another tag", { tag: "v7001" }, 'the tag "v7000", not "v7001"'],
    ["another commit", { commit: "5b3a713" }, 'the commit "5b3a712", not "5b3a713"'],
    ["no commit, but upstream", { commit: undefined, origin: "upstream" }, 'the commit "5b3a712", not none'],
    [
      "another digest with the same first 12 digits",
      { digest: FIRST.digest.replace(/0$/, "1") },
      `the digest "${FIRST.digest}", not "${FIRST.digest.replace(/0$/, "1")}"`,
    ],
    ["another tag and commit", { tag: "v7001", commit: "5b3a713" }, 'the tag "v7000", not "v7001" and the commit "5b3a712", not "5b3a713"'],
  ])("is refused with %s", (_, fields, differences) =>
    withStore(async ({ store }) => {
      await record(store, {});
      const before = await store.read(`releases/cart/${ID}.json`);
      const error = await record(store, fields).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({
        code: "EXISTS",
        message: `file:releases: build 7000 of cart is recorded as ${ID} with ${differences}`,
        hint: "another build needs another number: npx fairlead release record cart --build <number> ...",
      });
      expect(await store.read(`releases/cart/${ID}.json`)).toEqual(before);
    }),
  );

  // A killed process may have written it, and a power loss may still take it back.
  it.each<readonly [string, Partial<Release>, string]>([
    ["its record", {}, "releases/cart/0000007000-000000001b58.json"],
    ["the pointer", {}, "channels/main/cart.json"],
    [
      "the record of the same image under a lower number",
      { build: 7001, id: "0000007001-000000001b58" },
      "releases/cart/0000007000-000000001b58.json",
    ],
  ])("is acknowledged only if %s is on disk", (_, fields, name) =>
    withStore(async ({ store }) => {
      await record(store, {});
      const failing: Store = {
        ...store,
        settle: (each) => (each === name ? Promise.reject(new Error(`cannot sync ${each}`)) : store.settle(each)),
      };
      await expect(record(failing, fields)).rejects.toThrow(`cannot sync ${name}`);
    }),
  );

  it("with another digest is another release, ordered by time", () =>
    withStore(async ({ store }) => {
      await record(store, {});
      const rebuilt = releaseOfBuild("cart", 7000, { digest: `sha256:${"b".repeat(64)}`, builtAt: "2060-01-01T00:00:00Z" });
      const result = await recordRelease(store, rebuilt, "main", WRITER);
      expect([result.record, result.channel.outcome, result.channel.pointer.release, result.channel.pointer.previous]).toEqual([
        "recorded",
        "moved",
        "0000007000-bbbbbbbbbbbb",
        ID,
      ]);
    }));
});

describe("the channel", () => {
  it("moves from build 9999999999 to build 10000000000, and not back", () =>
    withStore(async ({ store }) => {
      const builds = [9_999_999_999, 10_000_000_000, 9_999_999_998].map((build, at) => releaseOfBuild("cart", at + 1, { build }));
      const outcomes: unknown[] = [];
      for (const release of builds) {
        const { channel } = await recordRelease(store, release, "main", WRITER);
        outcomes.push([channel.outcome, channel.pointer.release]);
      }
      expect(outcomes).toEqual([
        ["moved", "9999999999-000000000001"],
        ["moved", "10000000000-000000000002"],
        ["older", "10000000000-000000000002"],
      ]);
    }));

  it("does not move to an image that is recorded under another number, and tells two images of one number", () =>
    withStore(async ({ store, build, set }) => {
      const [one] = [await build("cart", 1), await build("cart", 2)];
      await set("cart", "main", one);
      const again = await recordRelease(store, releaseOfBuild("cart", 2, { build: 3 }), "main", WRITER);
      expect([again.record, again.release.build, again.channel.outcome, again.channel.pointer.tag]).toEqual([
        "unchanged",
        2,
        "unchanged",
        "v1",
      ]);
      const other = await recordRelease(store, releaseOfBuild("cart", 9, { build: 2 }), "main", WRITER);
      expect([other.record, other.sameNumber]).toEqual(["recorded", ["0000000002-000000000002"]]);
      const zero = [8, 9].map((number) => releaseOfBuild("pay", number, { build: 0 }));
      for (const release of zero) expect((await recordRelease(store, release, "main", WRITER)).sameNumber).toBe(undefined);
    }));
});
