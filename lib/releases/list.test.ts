import { describe, expect, it } from "vitest";
import { digestOf, type FilledStore, withStore } from "../../test/releases/filled-store.ts";
import { fillCart, withBucket } from "../../test/releases/filled-cart.ts";
import { listReleases, listServices } from "./list.ts";
import { pointerName, releaseName } from "./names.ts";
import type { Release } from "./release.ts";

describe("the releases of a service", () => {
  it.each([
    [10, ["v3 main", "v2", "v1 prod"]],
    [2, ["v3 main", "v2"]],
    [0, []],
  ])("newest first, at most %i", (limit, expected) =>
    withStore(async (filled) => {
      await fillCart(filled);
      const releases = await listReleases(filled.store, "cart", limit);
      expect(releases.map((each) => ["value" in each ? each.value.tag : each.problem, ...each.channels].join(" "))).toEqual(expected);
    }),
  );

  it.each<readonly [string, readonly (readonly [number, Partial<Release>])[], number, readonly string[]]>([
    [
      "by build number, not by its digits",
      [
        [1, { build: 10_000_000_000, tag: "eleven-digits" }],
        [2, { build: 9_999_999_999, tag: "ten-digits" }],
      ],
      10,
      ["eleven-digits", "ten-digits"],
    ],
    [
      "by time if the build numbers are equal, beyond the limit, too",
      [
        [0, { tag: "second", digest: digestOf(1), builtAt: "2026-01-02T00:00:00Z" }],
        [0, { tag: "third", digest: digestOf(2), builtAt: "2026-01-03T00:00:00Z" }],
        [0, { tag: "first", digest: digestOf(3), builtAt: "2026-01-01T00:00:00Z" }],
      ],
      2,
      ["third", "second"],
    ],
  ])("newest first: %s", (_, builds, limit, expected) =>
    withStore(async ({ store, build }) => {
      for (const [number, fields] of builds) await build("cart", number, fields);
      const releases = await listReleases(store, "cart", limit);
      expect(releases.map((each) => ("value" in each ? each.value.tag : each.problem))).toEqual(expected);
    }),
  );

  it("with a record that cannot be read", () =>
    withStore(async (filled) => {
      const { two } = await fillCart(filled);
      const name = releaseName("cart", two.id);
      await filled.spoil(name, "");
      const releases = await listReleases(filled.store, "cart", 10);
      expect(releases.map((each) => ("value" in each ? each.value.tag : each.problem))).toEqual(["v3", `${name} is empty`, "v1"]);
    }));

  it("of an unknown service", () => withStore(async ({ store }) => expect(await listReleases(store, "cart", 10)).toEqual([])));

  it("need two listings if listings have metadata", () =>
    withBucket(async (filled, asked) => {
      const { three } = await fillCart(filled);
      asked.length = 0;
      const releases = await listReleases(filled.store, "cart", 10);
      expect(asked).toEqual(["list releases/cart/", "list channels/"]);
      expect(releases[0]).toEqual({ id: three.id, value: three, channels: ["main"] });
    }));
});

describe("the channels", () => {
  const shown = async (filled: FilledStore, channels?: readonly string[]) =>
    (await listServices(filled.store, channels)).map(({ name, pointers, broken }) => [
      name,
      ...[...pointers].map(([service, { tag }]) => `${service} ${tag}`),
      ...broken.values(),
    ]);

  it.each<[string, readonly string[] | undefined, readonly (readonly string[])[]]>([
    [
      "all",
      undefined,
      [
        ["main", "cart v3", "pay v7"],
        ["prod", "cart v1"],
      ],
    ],
    ["one", ["prod"], [["prod", "cart v1"]]],
    ["one without pointers", ["prod", "beta"], [["beta"], ["prod", "cart v1"]]],
  ])("%s", (_, channels, expected) =>
    withStore(async (filled) => {
      await fillCart(filled);
      await filled.spoil("channels/README.md", "not a pointer");
      expect(await shown(filled, channels)).toEqual(expected);
    }),
  );

  it("with a pointer that cannot be read", () =>
    withStore(async (filled) => {
      await fillCart(filled);
      await filled.spoil(pointerName("prod", "cart"), "{}x");
      const [, prod] = await shown(filled);
      expect(prod?.map((text) => text.slice(0, 45))).toEqual(["prod", "channels/prod/cart.json is not JSON: Unexpect"]);
    }));

  it("need one listing if listings have metadata", () =>
    withBucket(async (filled, asked) => {
      await fillCart(filled);
      asked.length = 0;
      expect(await shown(filled)).toEqual([
        ["main", "cart v3", "pay v7"],
        ["prod", "cart v1"],
      ]);
      expect(asked).toEqual(["list channels/"]);
    }));
});
