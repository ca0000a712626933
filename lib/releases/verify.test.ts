import { describe, expect, it } from "vitest";
import { digestOf, type FilledStore, releaseOfBuild, remembering, withStore } from "../../test/releases/filled-store.ts";
import { pointerName, releaseName } from "./names.ts";
import { formatRecord, type Release } from "./release.ts";
import type { Store } from "./store.ts";
import { type Finding, verifyStore } from "./verify.ts";

interface Fleet extends FilledStore {
  readonly one: Release;
  readonly two: Release;
}

/** Two builds of cart, of which `prod` names the first and `main` the second, and one of pay. */
const withFleet = <T>(work: (fleet: Fleet) => Promise<T>, over?: (store: Store) => Store): Promise<T> =>
  withStore(async (filled) => {
    const one = await filled.build("cart", 1);
    const two = await filled.build("cart", 2);
    await filled.set("cart", "prod", one);
    await filled.build("pay", 7);
    return work({ ...filled, one, two });
  }, over);

/** What a parser says of bad JSON is Node's to choose. */
const lines = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ object, problem }) => `${object} ${problem.replace(/(is not JSON): .*/, "$1")}`);

const recordText = (release: object): string => formatRecord(release);
const pointerText = async (store: Store, name: string, fields: object): Promise<string> => {
  const pointer: unknown = JSON.parse((await store.read(name))?.text ?? "");
  return formatRecord({ ...(pointer as object), ...fields });
};

const LATEST = pointerName("main", "cart");
const PROD = pointerName("prod", "cart");
const gone = releaseOfBuild("cart", 9);

describe("a datastore", () => {
  it("without a flaw", () =>
    withFleet(async ({ store }) => {
      expect(await verifyStore(store)).toEqual({ findings: [], counts: { records: 3, pointers: 3, channels: 2, services: 2 } });
      expect((await verifyStore(store, { service: "pay" })).counts).toEqual({ records: 1, pointers: 1, channels: 1, services: 1 });
    }));

  it("with nothing in it", () =>
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
      async ({ store }) => [[LATEST, (await pointerText(store, LATEST, {})).slice(0, 100)]],
      () => [`${LATEST} is not JSON`],
    ],
    [
      "a pointer that is too large",
      async ({ store }) => [[LATEST, await pointerText(store, LATEST, { extra: "x".repeat(9000) })]],
      () => [`${LATEST} is larger than 8192 bytes`],
    ],
    [
      "a record that is too large",
      async ({ two }) => [[releaseName("cart", two.id), recordText({ ...two, extra: "x".repeat(70_000) })]],
      ({ two }) => [
        `${LATEST} names the release ${two.id}, whose record is broken`,
        `${releaseName("cart", two.id)} is larger than 65536 bytes`,
      ],
    ],
    [
      "a pointer of a newer Fairlead",
      async ({ store }) => [[LATEST, await pointerText(store, LATEST, { schema: 2 })]],
      () => [`${LATEST} has the schema version 2; a newer Fairlead can read it`],
    ],
    [
      "a pointer with a field of another kind",
      async ({ store }) => [[LATEST, await pointerText(store, LATEST, { digest: "v2" })]],
      () => [`${LATEST} digest "v2" is not "sha256:" and 64 hex digits`],
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
      async ({ store }) => [[pointerName("beta", "cart"), await pointerText(store, LATEST, {})]],
      () => ["channels/beta/cart.json is the pointer of main/cart"],
    ],
    [
      "a record that somebody has changed",
      async ({ one }) => [[releaseName("cart", one.id), recordText({ ...one, digest: digestOf(3) })]],
      ({ one }) => [
        `${PROD} has the digest ${digestOf(1)}; its release ${one.id} has ${digestOf(3)}`,
        `${releaseName("cart", one.id)} was changed: its build and digest give the id 0000000001-000000000003`,
      ],
    ],
    [
      "a pointer to a release that is not there",
      async ({ store }) => [[PROD, await pointerText(store, PROD, { release: gone.id })]],
      () => [`${PROD} names the release ${gone.id}, which does not exist`],
    ],
    [
      "a pointer whose image, tag and digest are not its release's",
      async ({ store }) => [[LATEST, await pointerText(store, LATEST, { image: "redis", tag: "v1", digest: digestOf(1) })]],
      ({ two }) => [
        `${LATEST} has the image redis, the tag v1, the digest ${digestOf(1)}; its release ${two.id} has ${two.image}, v2, ${two.digest}`,
      ],
    ],
    [
      "pointers whose newest and previous releases are pruned",
      async ({ store }) => [[PROD, await pointerText(store, PROD, { newest: gone.id, previous: gone.id })]],
      () => [],
    ],
    [
      "objects that nothing reads",
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

  it("with a directory where an object should be", () =>
    withFleet(async ({ store, spoil, two }) => {
      await spoil(`${releaseName("cart", gone.id)}/x`, "");
      expect(lines((await verifyStore(store)).findings)).toEqual([`${releaseName("cart", gone.id)}/x is neither a record nor a pointer`]);
      expect(await store.read(releaseName("cart", two.id))).toBeDefined();
    }));

  it("tells how each is mended", () =>
    withFleet(async ({ store, spoil, drop, one, two }) => {
      await spoil(releaseName("cart", two.id), "");
      await drop(releaseName("cart", one.id));
      await spoil("channels/main/pay.json", "");
      await spoil("releases/x", "");
      const locks = [{ stack: "east", service: "cart", release: gone.id }];
      const anew = (service: string, channel: string) =>
        `to write it again: fairlead release set ${service} --channel ${channel} --to <id> --reason <text>`;
      expect((await verifyStore(store, { locks })).findings.map(({ object, hint }) => [object, hint])).toEqual([
        [LATEST, anew("cart", "main")],
        ["channels/main/pay.json", anew("pay", "main")],
        [PROD, anew("cart", "prod")],
        [releaseName("cart", two.id), "restore it from a backup, or delete it and record its build again: fairlead release record cart"],
        [releaseName("cart", gone.id), "restore it from a backup, or record its build again: fairlead release record cart"],
        ["releases/x", "Fairlead does not read it: delete it, or move it out of the datastore"],
      ]);
    }));
});

describe("locks", () => {
  const lock = (stack: string, service: string, release: string) => ({ stack, service, release });

  it("name releases that are not there", () =>
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
      const broken = [`${LATEST} names the release ${two.id}, whose record is broken`, `${releaseName("cart", two.id)} is empty`];
      const pay = "releases/pay/x.json does not exist, and the lock of east names it";
      const all = [...broken, missing, pay];
      expect(lines((await verifyStore(store, { locks })).findings)).toEqual(all);
      expect(lines((await verifyStore(store, { locks, service: "pay" })).findings)).toEqual([pay]);
    }));
});

describe("while others write", () => {
  it("a release that came after the listing is there", () =>
    withFleet(async (fleet) => {
      const { store, build } = fleet;
      let late = false;
      const listing: Store = {
        ...store,
        list: async (prefix) => {
          const objects = await store.list(prefix);
          if (!late) {
            late = true;
            await build("cart", 3);
          }
          return objects;
        },
      };
      expect((await verifyStore(listing)).findings).toEqual([]);
    }));

  it("a record that went after the listing is no finding", () =>
    withFleet(async ({ store, build, drop }) => {
      const three = await build("cart", 3);
      await build("cart", 4);
      const reading: Store = {
        ...store,
        list: async (prefix) => {
          const objects = await store.list(prefix);
          if (prefix === "releases/") await drop(releaseName("cart", three.id));
          return objects;
        },
      };
      expect(await verifyStore(reading)).toEqual({ findings: [], counts: { records: 4, pointers: 3, channels: 2, services: 2 } });
    }));
});

describe("metadata in the listing", () => {
  /** The fleet in a store that tells metadata; `change` changes what it tells. */
  const withMetadata = <T>(work: (fleet: Fleet, metadata: Map<string, Record<string, string>>) => Promise<T>): Promise<T> => {
    let told = new Map<string, Record<string, string>>();
    return withFleet(
      (fleet) => work(fleet, told),
      (directory) => {
        const { store, metadata } = remembering(directory);
        told = metadata;
        return store;
      },
    );
  };
  const change = (metadata: Map<string, Record<string, string>>, name: string, fields: Record<string, string>): void =>
    void metadata.set(name, { ...metadata.get(name), ...fields });

  it("that are right, or that say more, or none", () =>
    withMetadata(async ({ store, one }, metadata) => {
      change(metadata, LATEST, { checksum: "x" });
      metadata.delete(PROD);
      metadata.delete(releaseName("cart", one.id));
      expect((await verifyStore(store)).findings).toEqual([]);
    }));

  it("that say something else than the object", () =>
    withMetadata(async ({ store, one }, metadata) => {
      const hint = (name: string) =>
        `gcloud storage objects update gs://acme/shop/${name} --clear-custom-metadata; then Fairlead reads the object itself`;
      change(metadata, LATEST, { tag: "v1", by: "eve" });
      change(metadata, releaseName("cart", one.id), { digest: digestOf(3) });
      const { findings } = await verifyStore({ ...store, url: "gs://acme/shop" });
      expect(findings).toEqual([
        {
          object: LATEST,
          problem: "has metadata that differ from it: by is eve, not (none); tag is v1, not v2",
          hint: hint(LATEST),
        },
        {
          object: releaseName("cart", one.id),
          problem: `has metadata that differ from it: digest is ${digestOf(3)}, not ${digestOf(1)}`,
          hint: hint(releaseName("cart", one.id)),
        },
      ]);
    }));

  it("of a pointer that moves between every listing and the reading", () =>
    withMetadata(async ({ store, build }) => {
      let listings = 0;
      const moving: Store = {
        ...store,
        list: async (prefix) => {
          const objects = await store.list(prefix);
          if (prefix === "channels/") await build("cart", 2 + (listings += 1));
          return objects;
        },
      };
      expect((await verifyStore(moving)).findings).toEqual([]);
      expect(listings).toBe(2);
    }));
});
