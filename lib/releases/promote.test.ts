import { describe, expect, it } from "vitest";
import { type FilledStore, withStore } from "../../test/releases/filled-store.ts";
import { UserError } from "../base/user-error.ts";
import { pointerName, releaseName } from "./names.ts";
import { promoteChannel, type Promotion } from "./promote.ts";
import { PARALLEL, readChannel, readPointer } from "./read.ts";
import type { Writer } from "./record.ts";
import type { Store } from "./store.ts";
import { verifyStore } from "./verify.ts";

let writes = 0;
const WRITER: Writer = { now: () => "2026-06-01T00:00:00Z", writeId: () => `promote-${(writes += 1)}` };

async function promote(store: Store, only?: readonly string[]): Promise<readonly Promotion[]> {
  const [from, to] = [await readChannel(store, "main"), await readChannel(store, "stable")];
  const services = only ?? [...from.pointers.keys(), ...from.broken.keys()].sort();
  return promoteChannel(store, { from, to, services }, WRITER);
}

/** Describes a promotion: `moved v1 -> v2`. */
const textOf = ({ outcome, release, before, reason }: Promotion): string =>
  `${outcome} ${before?.tag ?? "nothing"} -> ${release?.tag ?? "nothing"}${reason === undefined ? "" : `: ${reason}`}`;

/** Describes the pointer of stable: `seq 2: v2, newest v2`. */
async function stable(store: Store, service = "cart"): Promise<string> {
  const found = await readPointer(store, "stable", service);
  if (found === undefined || "problem" in found) return found?.problem ?? "nothing";
  const { seq, tag, newestBuild, by } = found.value;
  return `seq ${seq}: ${tag}, newest v${newestBuild}${by === undefined ? "" : ` by ${by}`}`;
}

describe("a service of the channel", () => {
  it.each<readonly [string, (filled: FilledStore) => Promise<unknown>, string, string]>([
    ["moves if the other channel does not name it", ({ build }) => build("cart", 1), "moved nothing -> v1", "seq 1: v1, newest v1"],
    [
      "moves to a newer build",
      async ({ build }) => [await build("cart", 1, {}, "stable"), await build("cart", 2)],
      "moved v1 -> v2",
      "seq 2: v2, newest v2",
    ],
    [
      "is unchanged at the same release",
      async ({ build }) => [await build("cart", 1, {}, "stable"), await build("cart", 1)],
      "unchanged v1 -> v1",
      "seq 1: v1, newest v1",
    ],
    [
      "stays at a newer build",
      async ({ build }) => [await build("cart", 2, {}, "stable"), await build("cart", 1)],
      "newer v2 -> v1",
      "seq 1: v2, newest v2",
    ],
    [
      "stays where a person set it back",
      async ({ build, set }) => {
        const one = await build("cart", 1, {}, "stable");
        await build("cart", 2, {}, "stable");
        await set("cart", "stable", one);
        await build("cart", 2);
      },
      "pinned v1 -> v2: ann set it there (a test)",
      "seq 3: v1, newest v2 by ann",
    ],
    [
      "leaves the place where a person set it for a newer build",
      async ({ build, set }) => {
        const one = await build("cart", 1, {}, "stable");
        await build("cart", 2, {}, "stable");
        await set("cart", "stable", one);
        await build("cart", 3);
      },
      "moved v1 -> v3",
      "seq 4: v3, newest v3",
    ],
    [
      "moves to the release that a person set the first channel to",
      async ({ build, set }) => {
        const one = await build("cart", 1);
        await build("cart", 2);
        await set("cart", "main", one);
      },
      "moved nothing -> v1",
      "seq 1: v1, newest v1",
    ],
    [
      "fails if its pointer is broken",
      async ({ build, spoil }) => [await build("cart", 1), await spoil(pointerName("main", "cart"), "")],
      "failed nothing -> nothing: channels/main/cart.json is empty",
      "nothing",
    ],
    [
      "fails if the pointer to move is broken",
      async ({ build, spoil }) => [await build("cart", 1), await spoil(pointerName("stable", "cart"), "")],
      "failed nothing -> v1: file:releases: channels/stable/cart.json is empty",
      "is empty",
    ],
    [
      "fails if its record is missing",
      async ({ build, drop }) => drop(releaseName("cart", (await build("cart", 1)).id)),
      "failed nothing -> v1: file:releases: channels/main/cart.json names the release 0000000001-000000000001, which does not exist",
      "nothing",
    ],
    [
      "fails if its record is missing, even if both channels name it",
      async ({ build, drop }) => {
        await build("cart", 1, {}, "stable");
        await drop(releaseName("cart", (await build("cart", 1)).id));
      },
      "failed nothing -> v1: file:releases: channels/main/cart.json names the release 0000000001-000000000001, which does not exist",
      "seq 1: v1, newest v1",
    ],
    [
      "fails if its pointer differs from its record",
      async ({ build, store, spoil }) => {
        await build("cart", 1);
        const { text = "" } = (await store.read(pointerName("main", "cart"))) ?? {};
        await spoil(pointerName("main", "cart"), text.replace("registry.example.com", "evil.example.com"));
      },
      "failed nothing -> v1: file:releases: channels/main/cart.json has the image evil.example.com/shop/cart; its release 0000000001-000000000001 has registry.example.com/shop/cart",
      "nothing",
    ],
  ])("%s", (_title, arrange, outcome, after) =>
    withStore(async (filled) => {
      await arrange(filled);
      expect([(await promote(filled.store)).map(textOf), await stable(filled.store)]).toEqual([[outcome], after]);
    }),
  );
});

describe("a promotion", () => {
  it("is complete after the first run, and a second one changes nothing", () =>
    withStore(async ({ store, build }) => {
      for (const service of ["ad", "cart", "email"]) await build(service, 1);
      expect((await promote(store)).map(({ outcome }) => outcome)).toEqual(["moved", "moved", "moved"]);
      const before = await store.read(pointerName("stable", "cart"));
      expect((await promote(store)).map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
      expect(await store.read(pointerName("stable", "cart"))).toEqual(before);
      expect((await verifyStore(store)).findings).toEqual([]);
    }));

  it("moves only the named services", () =>
    withStore(async ({ store, build }) => {
      for (const service of ["ad", "cart"]) await build(service, 1);
      expect((await promote(store, ["cart"])).map(({ service }) => service)).toEqual(["cart"]);
      expect([await stable(store, "ad"), await stable(store)]).toEqual(["nothing", "seq 1: v1, newest v1"]);
    }));

  it.each<readonly [string, number, string, string]>([
    ["a newer build wins", 3, "newer v3 -> v2", "seq 1: v3, newest v3"],
    ["an older build is replaced", 1, "moved v1 -> v2", "seq 2: v2, newest v2"],
  ])("compares again if another process moves the channel meanwhile: %s", (_title, other, outcome, after) =>
    withStore(async (filled) => {
      await filled.build("cart", 2);
      let first = true;
      const racing: Store = {
        ...filled.store,
        write: async (name, text, options) => {
          if (first) {
            first = false;
            await filled.build("cart", other, {}, "stable");
          }
          return filled.store.write(name, text, options);
        },
      };
      expect([(await promote(racing)).map(textOf), await stable(filled.store)]).toEqual([[outcome], after]);
    }),
  );

  it("restores a record that was pruned before its pointer moved", () =>
    withStore(async ({ store, build, drop }) => {
      const release = await build("cart", 2);
      const pruning: Store = {
        ...store,
        write: async (name, text, options) => {
          if (name === pointerName("stable", "cart")) await drop(releaseName("cart", release.id));
          return store.write(name, text, options);
        },
      };
      expect((await promote(pruning)).map(({ outcome }) => outcome)).toEqual(["moved"]);
      expect((await verifyStore(store)).findings).toEqual([]);
    }));

  it("goes on after a failure, and stops after many in a row", () =>
    withStore(async ({ store, build }) => {
      const names = Array.from({ length: PARALLEL + 2 }, (_, at) => `service-${String(at).padStart(2, "0")}`);
      for (const name of names) await build(name, 1);
      const failing = (fails: (name: string) => boolean): Store => ({
        ...store,
        write: async (name, text, options) => {
          if (fails(name)) throw new UserError("DATASTORE", `${name} is refused`);
          return store.write(name, text, options);
        },
      });
      const one = await promote(failing((name) => name === pointerName("stable", "service-00")));
      expect(one.map(({ outcome }) => outcome)).toEqual(["failed", ...names.slice(1).map(() => "moved")]);
      expect(one[0]?.reason).toBe("channels/stable/service-00.json is refused");
      for (const name of names.slice(1)) await build(name, 2);
      await build("service-00", 2);
      const all = await promote(failing((name) => name.startsWith("channels/stable/")));
      expect(all.slice(0, PARALLEL).map(({ reason }) => reason)).toEqual(
        names.slice(0, PARALLEL).map((name) => `channels/stable/${name}.json is refused`),
      );
      expect(all.at(-1)?.reason).toMatch(/^not tried after \d+ failures in a row$/);
    }));
});
