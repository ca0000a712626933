import { describe, expect, it } from "vitest";
import { UserError } from "../base/user-error.ts";
import { type FilledStore, remembering, withStore } from "../../test/releases/filled-store.ts";
import { findRelease, listReleases, listServices } from "./list.ts";
import { pointerName, releaseName } from "./names.ts";

/** Three builds of cart, of which `latest` names the third and `prod` the first, and one of pay. */
const fill = async ({ build, set }: FilledStore) => {
  const one = await build("cart", 1);
  const two = await build("cart", 2);
  const three = await build("cart", 3);
  await set("cart", "prod", one);
  const pay = await build("pay", 7);
  return { one, two, three, pay };
};

/** A store that tells metadata, filled, with what is asked of it from then on. */
const withBucket = async <T>(work: (filled: FilledStore, asked: string[]) => Promise<T>): Promise<T> => {
  let asked: string[] = [];
  return withStore(
    (filled) => work(filled, asked),
    (directory) => {
      const { store, asked: all } = remembering(directory);
      asked = all;
      return store;
    },
  );
};

describe("the releases of a service", () => {
  it.each([
    [10, ["v3 latest", "v2", "v1 prod"]],
    [2, ["v3 latest", "v2"]],
    [0, []],
  ])("newest first, %i at most", (limit, expected) =>
    withStore(async (filled) => {
      await fill(filled);
      const releases = await listReleases(filled.store, "cart", limit);
      expect(releases.map((each) => ["value" in each ? each.value.tag : each.problem, ...each.channels].join(" "))).toEqual(expected);
    }),
  );

  it("with a record that cannot be read", () =>
    withStore(async (filled) => {
      const { two } = await fill(filled);
      const name = releaseName("cart", two.id);
      await filled.spoil(name, "");
      const releases = await listReleases(filled.store, "cart", 10);
      expect(releases.map((each) => ("value" in each ? each.value.tag : each.problem))).toEqual(["v3", `${name} is empty`, "v1"]);
    }));

  it("of no such service", () => withStore(async ({ store }) => expect(await listReleases(store, "cart", 10)).toEqual([])));

  it("take two listings where listings tell metadata", () =>
    withBucket(async (filled, asked) => {
      const { three } = await fill(filled);
      asked.length = 0;
      const releases = await listReleases(filled.store, "cart", 10);
      expect(asked).toEqual(["list releases/cart/", "list channels/"]);
      expect(releases[0]).toEqual({ id: three.id, value: three, channels: ["latest"] });
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
        ["latest", "cart v3", "pay v7"],
        ["prod", "cart v1"],
      ],
    ],
    ["one", ["prod"], [["prod", "cart v1"]]],
    ["one that is not there", ["prod", "beta"], [["beta"], ["prod", "cart v1"]]],
  ])("%s", (_, channels, expected) =>
    withStore(async (filled) => {
      await fill(filled);
      await filled.spoil("channels/README.md", "not a pointer");
      expect(await shown(filled, channels)).toEqual(expected);
    }),
  );

  it("with a pointer that cannot be read", () =>
    withStore(async (filled) => {
      await fill(filled);
      await filled.spoil(pointerName("prod", "cart"), "{}x");
      const [, prod] = await shown(filled);
      expect(prod?.map((text) => text.slice(0, 45))).toEqual(["prod", "channels/prod/cart.json is not JSON: Unexpect"]);
    }));

  it("take one listing where listings tell metadata", () =>
    withBucket(async (filled, asked) => {
      await fill(filled);
      asked.length = 0;
      expect(await shown(filled)).toEqual([
        ["latest", "cart v3", "pay v7"],
        ["prod", "cart v1"],
      ]);
      expect(asked).toEqual(["list channels/"]);
    }));
});

describe("the release that is meant by", () => {
  type Filled = Awaited<ReturnType<typeof fill>>;
  it.each<[string, (filled: Filled) => string, keyof Filled]>([
    ["an id", ({ one }) => one.id, "one"],
    ["an id in small letters", ({ one }) => one.id.toLowerCase(), "one"],
    ["the beginning of an id", ({ two }) => two.id.slice(0, 14), "two"],
    ["the beginning of an id, in small letters", ({ two }) => two.id.slice(0, 14).toLowerCase(), "two"],
    ["a tag", () => "v2", "two"],
    ["a channel", () => "prod", "one"],
    ["another channel", () => "latest", "three"],
  ])("%s", (_, text, expected) =>
    withStore(async (filled) => {
      const releases = await fill(filled);
      expect(await findRelease(filled.store, "cart", text(releases))).toEqual(releases[expected]);
    }),
  );

  it("a tag that looks like an id", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" });
      expect(await findRelease(filled.store, "cart", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")).toEqual(one);
    }));

  it("a tag that two builds have: the newer", () =>
    withStore(async (filled) => {
      await filled.build("cart", 1, { tag: "main" });
      const newer = await filled.build("cart", 2, { tag: "main" });
      await filled.build("cart", 3);
      expect(await findRelease(filled.store, "cart", "main")).toEqual(newer);
    }));

  it("a tag that looks like the beginning of every id", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "000000" });
      await filled.build("cart", 2);
      expect(await findRelease(filled.store, "cart", "000000")).toEqual(one);
    }));

  it("a tag and a channel, where both mean the same", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1, { tag: "latest" });
      expect(await findRelease(filled.store, "cart", "latest")).toEqual(one);
    }));

  it("a tag of an old build among many", () =>
    withStore(async (filled) => {
      const one = await filled.build("cart", 1);
      for (let number = 2; number <= 40; number += 1) await filled.build("cart", number);
      expect(await findRelease(filled.store, "cart", "v1")).toEqual(one);
    }));

  it("a tag, with two listings and the record where listings tell metadata", () =>
    withBucket(async (filled, asked) => {
      const { two } = await fill(filled);
      asked.length = 0;
      expect(await findRelease(filled.store, "cart", "v2")).toEqual(two);
      expect(asked).toEqual(["list releases/cart/", "read channels/v2/cart.json", `read ${releaseName("cart", two.id)}`]);
    }));

  const refusal = async (filled: FilledStore, service: string, text: string): Promise<readonly (string | undefined)[]> => {
    const error = await findRelease(filled.store, service, text).catch((error: unknown) => error);
    if (!(error instanceof UserError)) throw error;
    return [error.code, error.message, error.hint];
  };

  it("nothing", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fill(filled);
      const has = `the newest of 3: ${three.id} (v3), ${two.id} (v2), ${one.id} (v1); channels: latest, prod`;
      const hint = "fairlead release list cart shows all";
      for (const text of ["v9", "beta", "00000", "../../latest", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"]) {
        expect(await refusal(filled, "cart", text)).toEqual(["NOT_FOUND", `file:releases has no release "${text}" of cart; ${has}`, hint]);
      }
    }));

  it.each([
    ["a misspelt service", "carts", '; did you mean "cart"?'],
    ["an unknown service", "warehouse", ' (known: "cart", "pay")'],
  ])("%s", (_, service, meant) =>
    withStore(async (filled) => {
      await fill(filled);
      expect(await refusal(filled, service, "v1")).toEqual([
        "NOT_FOUND",
        `file:releases has no release "v1" of ${service}; it has none of ${service} at all${meant}`,
        `fairlead release record ${service} records one`,
      ]);
    }),
  );

  it("too many", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fill(filled);
      const hint = "give more of the id; fairlead release list cart shows all";
      const what = "is more than one release of cart in file:releases";
      expect(await refusal(filled, "cart", "000000")).toEqual(["NOT_FOUND", `"000000" ${what}: ${three.id}, ${two.id}, ${one.id}`, hint]);
      const four = await filled.build("cart", 4, { tag: "prod" });
      expect(await refusal(filled, "cart", "prod")).toEqual([
        "NOT_FOUND",
        `"prod" ${what}: ${four.id} by its tag, ${one.id} by its channel`,
        hint,
      ]);
    }));

  it("a channel whose release is gone", () =>
    withStore(async (filled) => {
      const { one, two, three } = await fill(filled);
      await filled.drop(releaseName("cart", one.id));
      const has = `the newest of 2: ${three.id} (v3), ${two.id} (v2); channels: latest, prod`;
      expect(await refusal(filled, "cart", "prod")).toEqual([
        "NOT_FOUND",
        `file:releases has no release ${one.id} of cart, which prod names; ${has}`,
        "fairlead release list cart shows all",
      ]);
    }));

  it.each<[string, (filled: Filled) => readonly [object: string, text: string]]>([
    ["an id whose record is broken", ({ one }) => [releaseName("cart", one.id), one.id]],
    ["a channel whose pointer is broken", () => [pointerName("prod", "cart"), "prod"]],
  ])("%s", (_, broken) =>
    withStore(async (filled) => {
      const [object, text] = broken(await fill(filled));
      await filled.spoil(object, "");
      expect((await refusal(filled, "cart", text)).slice(0, 2)).toEqual(["UNREADABLE", `file:releases: ${object} is empty`]);
    }),
  );
});
