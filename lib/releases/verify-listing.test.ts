import { describe, expect, it } from "vitest";
import { type Fleet, withFleet } from "../../test/releases/filled-fleet.ts";
import { digestOf, remembering } from "../../test/releases/filled-store.ts";
import { pointerName, releaseName } from "./names.ts";
import type { Store } from "./store.ts";
import { verifyStore } from "./verify.ts";

const MAIN = pointerName("main", "cart");
const PROD = pointerName("prod", "cart");

describe("while others write", () => {
  it("a release that is recorded after the listing is found", () =>
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

  it("a record that is deleted after the listing is not a finding", () =>
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
  /** Runs `work` with the fleet in a store whose listings have metadata. */
  const withMetadata = <T>(work: (fleet: Fleet, metadata: Map<string, Record<string, string>>) => Promise<T>): Promise<T> => {
    let metadataOf = new Map<string, Record<string, string>>();
    return withFleet(
      (fleet) => work(fleet, metadataOf),
      (directory) => {
        const { store, metadata } = remembering(directory);
        metadataOf = metadata;
        return store;
      },
    );
  };
  const change = (metadata: Map<string, Record<string, string>>, name: string, fields: Record<string, string>): void =>
    void metadata.set(name, { ...metadata.get(name), ...fields });

  it("that match, have unknown fields, or are absent", () =>
    withMetadata(async ({ store, one }, metadata) => {
      change(metadata, MAIN, { checksum: "x" });
      metadata.delete(PROD);
      metadata.delete(releaseName("cart", one.id));
      expect((await verifyStore(store)).findings).toEqual([]);
    }));

  it("that differ from the object", () =>
    withMetadata(async ({ store, one }, metadata) => {
      const hint = (name: string) =>
        `gcloud storage objects update gs://acme/shop/${name} --clear-custom-metadata; then Fairlead reads the object itself`;
      change(metadata, MAIN, { tag: "v1", by: "eve" });
      change(metadata, releaseName("cart", one.id), { digest: digestOf(3) });
      const { findings } = await verifyStore({ ...store, url: "gs://acme/shop" });
      expect(findings).toEqual([
        {
          object: MAIN,
          problem: "has metadata that differ from it: by is eve, not (none); tag is v1, not v2",
          hint: hint(MAIN),
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
