import { describe, expect, it } from "vitest";
import { fillCart, withBucket } from "../../test/releases/filled-cart.ts";
import { digestOf, type FilledStore, withStore } from "../../test/releases/filled-store.ts";
import { UserError } from "../base/user-error.ts";
import { findRelease } from "./find-release.ts";
import { pointerName, releaseName } from "./names.ts";
import type { Release } from "./release.ts";

describe("the release that a person names by", () => {
  type Filled = Awaited<ReturnType<typeof fillCart>>;
  it.each<[string, (filled: Filled) => string, keyof Filled]>([
    ["an id", ({ one }) => one.id, "one"],
    ["an id in capital letters", ({ pay }) => pay.id.toUpperCase(), "pay"],
    ["a prefix of an id", ({ two }) => two.id.slice(0, 14), "two"],
    ["a prefix of an id that is a build number", ({ two }) => two.id.slice(0, 10), "two"],
    ["a build number", () => "2", "two"],
    ["a build number with leading zeros", () => "002", "two"],
    ["a tag", () => "v2", "two"],
    ["a channel", () => "prod", "one"],
    ["another channel", () => "main", "three"],
  ])("%s", (_, text, expected) =>
    withStore(async (filled) => {
      const releases = await fillCart(filled);
      const { service } = releases[expected];
      expect(await findRelease(filled.store, service, text(releases))).toEqual(releases[expected]);
    }),
  );

  it("a tag that looks like an id", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "0000000009-b5c29ddb3238" });
      expect(await findRelease(filled.store, "cart", "0000000009-b5c29ddb3238")).toEqual(one);
    }));

  it("a tag of one build that was recorded twice: the newer record", () =>
    withStore(async (filled) => {
      const { digest, commit } = await filled.build("cart", 1, { tag: "nightly" });
      const newer = await filled.build("cart", 2, { tag: "nightly", digest, commit });
      await filled.build("cart", 3);
      expect(await findRelease(filled.store, "cart", "nightly")).toEqual(newer);
    }));

  it("a tag that is a prefix of every id", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "000000" });
      await filled.build("cart", 2);
      expect(await findRelease(filled.store, "cart", "000000")).toEqual(one);
    }));

  it("a tag and a channel that name the same release", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "main" });
      expect(await findRelease(filled.store, "cart", "main")).toEqual(one);
    }));

  it("a tag of an old build among many", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1);
      for (let number = 2; number <= 40; number += 1) await filled.build("cart", number);
      expect(await findRelease(filled.store, "cart", "v1")).toEqual(one);
    }));

  it("a tag, with one listing and two reads if listings have metadata", () =>
    withBucket(async (filled, asked) => {
      const { two } = await fillCart(filled);
      asked.length = 0;
      expect(await findRelease(filled.store, "cart", "v2")).toEqual(two);
      expect(asked).toEqual(["list releases/cart/", "read channels/v2/cart.json", `read ${releaseName("cart", two.id)}`]);
    }));

  const refusal = async (filled: FilledStore, service: string, text: string): Promise<readonly (string | undefined)[]> => {
    const error = await findRelease(filled.store, service, text).catch((error: unknown) => error);
    if (!(error instanceof UserError)) throw error;
    return [error.code, error.message, error.hint];
  };

  it("nothing that exists", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fillCart(filled);
      const has = `the newest of 3: ${three.id} (v3), ${two.id} (v2), ${one.id} (v1); channels: main, prod`;
      const hint = "all releases: npx fairlead release list cart";
      for (const text of ["v9", "beta", "00000", "../../latest", "0000000009-b5c29ddb3238"]) {
        expect(await refusal(filled, "cart", text)).toEqual(["NOT_FOUND", `file:releases has no release "${text}" of cart; ${has}`, hint]);
      }
    }));

  it.each([
    ["a misspelt service", "carts", '; did you mean "cart"?'],
    ["an unknown service", "warehouse", ' (known: "cart", "pay")'],
  ])("%s", (_, service, meant) =>
    withStore(async (filled) => {
      await fillCart(filled);
      expect(await refusal(filled, service, "v1")).toEqual([
        "NOT_FOUND",
        `file:releases has no release "v1" of ${service}; ${service} has no releases there${meant}`,
        `to record one: npx fairlead release record ${service}`,
      ]);
    }),
  );

  it("an unknown service of a large fleet: the message has a few names", () =>
    withStore(async (filled) => {
      for (let at = 10; at < 22; at += 1) await filled.build(`service-${at}`, 1);
      const [, message] = await refusal(filled, "nope", "main");
      const names = ["10", "11", "12", "13", "14"].map((at) => `"service-${at}"`).join(", ");
      expect(message?.split("there (")[1]).toBe(`known: ${names} and 7 more; npx fairlead release list lists all)`);
    }));

  it("a prefix of several ids, or a tag and a channel of two releases", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fillCart(filled);
      const hint = "use a whole id; all releases: npx fairlead release list cart";
      const what = "is more than one release of cart in file:releases";
      expect(await refusal(filled, "cart", "000000")).toEqual(["NOT_FOUND", `"000000" ${what}: ${three.id}, ${two.id}, ${one.id}`, hint]);
      const four = await filled.build("cart", 4, { tag: "prod" });
      expect(await refusal(filled, "cart", "prod")).toEqual([
        "NOT_FOUND",
        `"prod" ${what}: ${four.id} by its tag, ${one.id} by its channel`,
        hint,
      ]);
    }));

  it.each<[string, readonly (readonly [number, Partial<Release>])[], string, (ids: readonly string[]) => string]>([
    [
      "a build number with two digests",
      [
        [5, {}],
        [5, { digest: digestOf(6) }],
      ],
      "5",
      ([first, second]) => `${second} by its build number, ${first} by its build number`,
    ],
    [
      "a tag of two builds",
      [
        [5, { tag: "nightly" }],
        [6, { tag: "nightly" }],
      ],
      "nightly",
      ([first, second]) => `${second} by its tag, ${first} by its tag`,
    ],
    [
      "a build number that is another build's tag",
      [
        [5, {}],
        [6, { tag: "5" }],
      ],
      "5",
      ([first, second]) => `${first} by its build number, ${second} by its tag`,
    ],
    [
      "a build number that is a prefix of another id",
      [
        [1, { build: 100_000 }],
        [2, { build: 1_000_001_234 }],
      ],
      "100000",
      ([first, second]) => `${second} by its id, ${first} by its build number`,
    ],
    [
      "builds of 10 and 11 digits, the newest first",
      [
        [1, { build: 9_999_999_999 }],
        [2, { build: 10_000_000_000, tag: "9999999999" }],
      ],
      "9999999999",
      ([first, second]) => `${first} by its build number, ${second} by its tag`,
    ],
  ])("more than one release: %s", (_, builds, text, candidates) =>
    withStore(async (filled) => {
      const ids: string[] = [];
      for (const [number, fields] of builds) ids.push((await filled.build("cart", number, fields)).id);
      const hint = "use a whole id; all releases: npx fairlead release list cart";
      const message = `"${text}" is more than one release of cart in file:releases: ${candidates(ids)}`;
      expect(await refusal(filled, "cart", text)).toEqual(["NOT_FOUND", message, hint]);
      for (const id of ids) expect((await findRelease(filled.store, "cart", id)).id).toBe(id);
    }),
  );

  it("a channel whose release is gone", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fillCart(filled);
      await filled.drop(releaseName("cart", one.id));
      const has = `the newest of 2: ${three.id} (v3), ${two.id} (v2); channels: main, prod`;
      expect(await refusal(filled, "cart", "prod")).toEqual([
        "NOT_FOUND",
        `file:releases has no release ${one.id} of cart, which prod names; ${has}`,
        "all releases: npx fairlead release list cart",
      ]);
    }));

  it.each<[string, (filled: Filled) => readonly [object: string, text: string]]>([
    ["an id whose record is broken", ({ one }) => [releaseName("cart", one.id), one.id]],
    ["a channel whose pointer is broken", () => [pointerName("prod", "cart"), "prod"]],
  ])("%s", (_, broken) =>
    withStore(async (filled) => {
      const [object, text] = broken(await fillCart(filled));
      await filled.spoil(object, "");
      expect((await refusal(filled, "cart", text)).slice(0, 2)).toEqual(["UNREADABLE", `file:releases: ${object} is empty`]);
    }),
  );
});
