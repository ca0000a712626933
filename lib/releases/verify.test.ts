import { describe, expect, it } from "vitest";
import { type Fleet, withFleet } from "../../test/releases/filled-fleet.ts";
import { digestOf, releaseOfBuild, withStore } from "../../test/releases/filled-store.ts";
import { pointerName, releaseName } from "./names.ts";
import { formatRecord } from "./release.ts";
import type { Store } from "./store.ts";
import { type Finding, verifyStore } from "./verify.ts";

/** Lists findings as lines, without Node's own message about malformed JSON. */
const lines = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ object, problem }) => `${object} ${problem.replace(/(is not JSON): .*/, "$1")}`);

const recordText = (release: object): string => formatRecord(release);
const pointerText = async (store: Store, name: string, fields: object): Promise<string> => {
  const pointer: unknown = JSON.parse((await store.read(name))?.text ?? "");
  return formatRecord({ ...(pointer as object), ...fields });
};

const MAIN = pointerName("main", "cart");
const PROD = pointerName("prod", "cart");
const gone = releaseOfBuild("cart", 9);

describe("a datastore", () => {
  it("without problems", () =>
    withFleet(async ({ store }) => {
      expect(await verifyStore(store)).toEqual({ findings: [], counts: { records: 3, pointers: 3, channels: 2, services: 2 } });
      expect((await verifyStore(store, { service: "pay" })).counts).toEqual({ records: 1, pointers: 1, channels: 1, services: 1 });
    }));

  it("without objects", () =>
    withStore(async ({ store }) => {
      expect(await verifyStore(store)).toEqual({ findings: [], counts: { records: 0, pointers: 0, channels: 0, services: 0 } });
    }));

  it.each<[string, (fleet: Fleet) => Promise<readonly (readonly [object: string, text: string])[]>, (fleet: Fleet) => readonly string[]]>([
    [
      "an empty record that a channel names",
      async ({ one }) => [[releaseName("cart", one.id), ""]],
      ({ one }) => [`${PROD} names the release ${one.id}, whose record is broken`, `${releaseName("cart", one.id)} is empty`],
    ],
    [
      "a truncated pointer",
      async ({ store }) => [[MAIN, (await pointerText(store, MAIN, {})).slice(0, 100)]],
      () => [`${MAIN} is not JSON`],
    ],
    [
      "a pointer that is too large",
      async ({ store }) => [[MAIN, await pointerText(store, MAIN, { extra: "x".repeat(9000) })]],
      () => [`${MAIN} is larger than 8192 bytes`],
    ],
    [
      "a record that is too large",
      async ({ two }) => [[releaseName("cart", two.id), recordText({ ...two, extra: "x".repeat(70_000) })]],
      ({ two }) => [
        `${MAIN} names the release ${two.id}, whose record is broken`,
        `${releaseName("cart", two.id)} is larger than 65536 bytes`,
      ],
    ],
    [
      "a pointer of a newer Fairlead",
      async ({ store }) => [[MAIN, await pointerText(store, MAIN, { schema: 2 })]],
      () => [`${MAIN} has the schema version 2; a newer Fairlead can read it`],
    ],
    [
      "a pointer with a malformed field",
      async ({ store }) => [[MAIN, await pointerText(store, MAIN, { digest: "v2" })]],
      () => [`${MAIN} digest "v2" is not "sha256:" and 64 hex digits`],
    ],
    [
      "a record under the name of another",
      async ({ two }) => [[releaseName("cart", gone.id), recordText(two)]],
      ({ two }) => [`${releaseName("cart", gone.id)} holds the release ${two.id} of cart`],
    ],
    [
      "a record under the name of another service",
      async ({ two }) => [[releaseName("pay", two.id), recordText(two)]],
      ({ two }) => [`${releaseName("pay", two.id)} holds the release ${two.id} of cart`],
    ],
    [
      "a pointer under the name of another",
      async ({ store }) => [[pointerName("beta", "cart"), await pointerText(store, MAIN, {})]],
      () => ["channels/beta/cart.json is the pointer of main/cart"],
    ],
    [
      "a record that was changed",
      async ({ one }) => [[releaseName("cart", one.id), recordText({ ...one, digest: digestOf(3) })]],
      ({ one }) => [
        `${PROD} names the release ${one.id}, whose record is broken`,
        `${releaseName("cart", one.id)} was changed: its build and digest give the id 0000000001-000000000003`,
      ],
    ],
    [
      "a pointer to a missing release",
      async ({ store }) => [[PROD, await pointerText(store, PROD, { release: gone.id })]],
      () => [`${PROD} names the release ${gone.id}, which does not exist`],
    ],
    [
      "a pointer whose image, tag and digest are not its release's",
      async ({ store }) => [[MAIN, await pointerText(store, MAIN, { image: "redis", tag: "v1", digest: digestOf(1) })]],
      ({ two }) => [
        `${MAIN} has the image redis, the tag v1, the digest ${digestOf(1)}; its release ${two.id} has ${two.image}, v2, ${two.digest}`,
      ],
    ],
    [
      "pointers whose newest and previous releases are pruned",
      async ({ store }) => [[PROD, await pointerText(store, PROD, { newest: gone.id, previous: gone.id })]],
      () => [],
    ],
    [
      "objects that Fairlead does not read",
      async ({ one }) => [
        ["releases/README.md", ""],
        ["releases/cart/latest.json", "{}"],
        [`releases/Cart/${one.id}.json`, "{}"],
        [`releases/cart/old/${one.id}.json`, "{}"],
        ["channels/main.json", "{}"],
        ["channels/Prod/cart.json", "{}"],
        ["channels/prod/cart.json~", "{}"],
        ["channels/prod/cart\u202egnp.json", "{}"],
      ],
      ({ one }) =>
        [
          "channels/Prod/cart.json",
          "channels/main.json",
          "channels/prod/cart.json~",
          "channels/prod/cart\\u{202e}gnp.json",
          `releases/Cart/${one.id}.json`,
          "releases/README.md",
          "releases/cart/latest.json",
          `releases/cart/old/${one.id}.json`,
        ].map((name) => `${name} is neither a record nor a pointer`),
    ],
  ])("with %s", (_, spoil, expected) =>
    withFleet(async (fleet) => {
      for (const [name, text] of await spoil(fleet)) await fleet.spoil(name, text);
      expect(lines((await verifyStore(fleet.store)).findings)).toEqual(expected(fleet));
      expect(lines((await verifyStore(fleet.store, { service: "stock" })).findings)).toEqual([]);
    }),
  );

  it("in the order of builds", () =>
    withFleet(async ({ store, spoil }) => {
      const names = ["9999999999-b5c29ddb3238", "10000000000-b5c29ddb3238"].map((id) => releaseName("cart", id));
      for (const name of names) await spoil(name, "");
      expect(lines((await verifyStore(store)).findings)).toEqual(names.map((name) => `${name} is empty`));
    }));

  it("with a directory in place of an object", () =>
    withFleet(async ({ store, spoil, two }) => {
      await spoil(`${releaseName("cart", gone.id)}/x`, "");
      expect(lines((await verifyStore(store)).findings)).toEqual([`${releaseName("cart", gone.id)}/x is neither a record nor a pointer`]);
      expect(await store.read(releaseName("cart", two.id))).toBeDefined();
    }));

  it("returns a hint for each finding", () =>
    withFleet(async ({ store, spoil, drop, one, two }) => {
      await spoil(releaseName("cart", two.id), "");
      await drop(releaseName("cart", one.id));
      await spoil("channels/main/pay.json", "");
      await spoil("releases/x", "");
      const locks = [{ stack: "east", service: "cart", release: gone.id }];
      const anew = (service: string, channel: string) =>
        `to write it again: npx fairlead release set ${service} --channel ${channel} --to <id> --reason <text>`;
      expect((await verifyStore(store, { locks })).findings.map(({ object, hint }) => [object, hint])).toEqual([
        [MAIN, anew("cart", "main")],
        ["channels/main/pay.json", anew("pay", "main")],
        [PROD, anew("cart", "prod")],
        [
          releaseName("cart", two.id),
          "restore it from a backup, or delete it and record its build again: npx fairlead release record cart",
        ],
        [releaseName("cart", gone.id), "restore it from a backup, or record its build again: npx fairlead release record cart"],
        ["releases/x", "Fairlead does not read it: delete it, or move it out of the datastore"],
      ]);
    }));
});

describe("locks", () => {
  const lock = (stack: string, service: string, release: string) => ({ stack, service, release });

  it("name missing releases", () =>
    withFleet(async ({ store, one, two, spoil }) => {
      await spoil(releaseName("cart", two.id), "");
      const locks = [
        lock("west", "cart", gone.id),
        lock("east", "cart", gone.id),
        lock("east", "cart", one.id),
        lock("west", "cart", two.id),
        lock("east", "pay", "x"),
      ];
      const missing = `${releaseName("cart", gone.id)} does not exist, and the lock of east and that of west names it`;
      const broken = [`${MAIN} names the release ${two.id}, whose record is broken`, `${releaseName("cart", two.id)} is empty`];
      const pay = "releases/pay/x.json does not exist, and the lock of east names it";
      const all = [...broken, missing, pay];
      expect(lines((await verifyStore(store, { locks })).findings)).toEqual(all);
      expect(lines((await verifyStore(store, { locks, service: "pay" })).findings)).toEqual([pay]);
    }));

  it("and pointers have ids of an earlier Fairlead", () =>
    withFleet(async ({ store, spoil }) => {
      const old = "0000000000VYY7D299PTE45QHK";
      await spoil(MAIN, await pointerText(store, MAIN, { release: old }));
      const { findings } = await verifyStore(store, { locks: [lock("east", "cart", old)] });
      expect(findings).toEqual([
        {
          object: MAIN,
          problem: `release "${old}" is not the id of a release, such as 0000001002-b5c29ddb3238`,
          hint: "to write it again: npx fairlead release set cart --channel main --to <id> --reason <text>",
        },
        {
          object: `releases/cart/${old}.json`,
          problem: "does not exist, and the lock of east names it",
          hint: `"${old}" is not a release id: record the build again (npx fairlead release record cart), then: npx fairlead up`,
        },
      ]);
    }));
});
