/** The behaviour that all backends of the datastore share. */
import { describe, expect, it } from "vitest";
import { MAXIMUM_BYTES, type Store } from "../../lib/releases/store.ts";
import type { Traits } from "./backends.ts";

/** An empty datastore. */
export interface Opened {
  readonly store: Store;
  /** Opens the datastore again, as another process does. */
  readonly again: () => Promise<Store>;
  /** Writes an object as another tool does, without a store. */
  readonly put: (name: string, text: string, metadata?: Readonly<Record<string, string>>) => Promise<void>;
}

const NAME = "channels/main/cartservice.json";
const absent = { expected: "absent" } as const;

const generationOf = async (store: Store, name = NAME): Promise<string> => (await store.read(name))?.generation ?? "absent";
const textOf = async (store: Store, name = NAME): Promise<string | undefined> => (await store.read(name))?.text;
const namesIn = async (store: Store, prefix: string): Promise<readonly string[]> => (await store.list(prefix)).map(({ name }) => name);

/** Declares the suite of one backend. `open` gives each test an empty datastore. */
export function conformance(name: string, traits: Traits, open: () => Promise<Opened>): void {
  describe(`${name}, as in every backend`, () => {
    describe("reading", () => {
      it("returns undefined and an empty list for missing objects", async () => {
        const { store } = await open();
        expect([await store.read(NAME), await store.list("channels/main/")]).toEqual([undefined, []]);
      });

      it.each<readonly [string, string]>([
        ["ASCII", '{"a": 1}\n'],
        ["umlauts, Greek, Japanese", "Größe Ωμέγα バージョン"],
        ["characters outside the basic plane", "🚢🧭 𝒱"],
        ["a byte order mark, a zero byte, line ends of other systems", "\uFEFFa\0b\r\nc\rd\n"],
        ["what looks like the end of a multipart body", "--\r\n\r\n--boundary--\r\n"],
        ["nothing", ""],
        ["64 KiB", "x".repeat(MAXIMUM_BYTES)],
        ["64 KiB of two bytes each", "ü".repeat(MAXIMUM_BYTES / 2)],
      ])("returns %s unchanged", async (_what, text) => {
        const { store, again } = await open();
        expect(await store.write(NAME, text, absent)).toBe("written");
        expect([await textOf(store), await textOf(await again())]).toEqual([text, text]);
      });

      it("reads at most one byte more than 64 KiB", async () => {
        const { store, put } = await open();
        await put(NAME, "x".repeat(MAXIMUM_BYTES * 3));
        expect(await textOf(store)).toBe("x".repeat(MAXIMUM_BYTES + 1));
        expect(await store.write(NAME, "small", { expected: await generationOf(store) })).toBe("written");
        expect(await textOf(store)).toBe("small");
      });
    });

    describe("writing", () => {
      it("creates an object once, and keeps an existing one", async () => {
        const { store, again } = await open();
        expect([await store.write(NAME, "first", absent), await store.write(NAME, "second", absent)]).toEqual(["written", "conflict"]);
        expect(await (await again()).write(NAME, "third", absent)).toBe("conflict");
        expect(await textOf(store)).toBe("first");
      });

      it("replaces the expected generation only", async () => {
        const { store } = await open();
        await store.write(NAME, "first", absent);
        const first = await generationOf(store);
        expect(await store.write(NAME, "second", { expected: "1" })).toBe("conflict");
        expect(await textOf(store)).toBe("first");
        expect(await store.write(NAME, "third", { expected: first })).toBe("written");
        expect(await store.write(NAME, "fourth", { expected: first })).toBe("conflict");
        expect(await textOf(store)).toBe("third");
      });

      it("does not replace an absent or removed object", async () => {
        const { store } = await open();
        expect([await store.write(NAME, "first", { expected: "1" }), await textOf(store)]).toEqual(["conflict", undefined]);
        await store.write(NAME, "second", absent);
        const generation = await generationOf(store);
        await store.remove(NAME, generation);
        expect([await store.write(NAME, "third", { expected: generation }), await textOf(store)]).toEqual(["conflict", undefined]);
        expect(await store.write(NAME, "fourth", absent)).toBe("written");
      });

      it("settles an object that exists, and one that does not", async () => {
        const { store, put } = await open();
        await put(NAME, "theirs");
        await store.settle(NAME);
        await store.settle("channels/other/cartservice.json");
        expect(await textOf(store)).toBe("theirs");
      });

      it("gives each content a new generation, which all processes see", async () => {
        const { store, again, put } = await open();
        const seen = [];
        for (const text of ["a", "b", "c"]) {
          await store.write(NAME, text, { expected: await generationOf(store) });
          seen.push(await store.read(NAME));
        }
        await put(NAME, "d");
        seen.push(await store.read(NAME));
        expect(seen.map((object) => object?.text)).toEqual(["a", "b", "c", "d"]);
        expect(new Set(seen.map((object) => object?.generation)).size).toBe(4);
        expect(await (await again()).read(NAME)).toEqual(seen[3]);
        expect(await store.write(NAME, "e", { expected: seen[2]?.generation ?? "" })).toBe("conflict");
      });
    });

    describe("listing", () => {
      it("lists exactly the objects below the prefix, in order", async () => {
        const { store } = await open();
        const below = ["channels/main/a-b.json", "channels/main/a.json", "channels/main/a/b.json", "channels/main/b.json"];
        for (const other of ["channels/main-2/a.json", "channels/mai/a.json", "releases/a/1.json", "channels/main.json"]) {
          await store.write(other, `${other} is elsewhere`, absent);
        }
        for (const one of below.toReversed()) await store.write(one, `${one} is below`, absent);
        expect(await namesIn(store, "channels/main/")).toEqual(below);
        expect(await namesIn(store, "channels/staging/")).toEqual([]);
        expect(await namesIn(store, "channels/main-2/")).toEqual(["channels/main-2/a.json"]);
      });

      it("lists 1,000 objects, and 1,001", async () => {
        const { store } = await open();
        const names = Array.from({ length: 1001 }, (_, index) => `releases/cartservice/${String(index).padStart(5, "0")}.json`);
        const [last = "", ...others] = names.toReversed();
        const queue = others.values();
        const worker = async (): Promise<void> => {
          for (const one of queue) await store.write(one, one, absent);
        };
        await Promise.all([worker(), worker(), worker(), worker()]);
        expect(await namesIn(store, "releases/cartservice/")).toEqual(names.slice(0, -1));
        await store.write(last, last, absent);
        expect(await namesIn(store, "releases/cartservice/")).toEqual(names);
      });

      it("lists the same objects page by page", async () => {
        const { store } = await open();
        for (const name of ["releases/a/1.json", "releases/b/1.json"])
          await store.write(name, name, { expected: "absent", metadata: { tag: "v1" } });
        const paged = [];
        for await (const page of store.pages("releases/")) paged.push(...page);
        expect(paged).toEqual(await store.list("releases/"));
        expect(paged.map(({ metadata }) => metadata?.["tag"])).toEqual(store.listsFields ? ["v1", "v1"] : [undefined, undefined]);
        expect(store.listsFields).toBe(traits.keepsMetadata);
      });

      it("returns the metadata of the last write, and none after another tool's write", async () => {
        const { store, put } = await open();
        const metadataOf = async (): Promise<unknown> => (await store.list("channels/main/"))[0]?.metadata;
        const kept = (metadata: Readonly<Record<string, string>>): unknown => (traits.keepsMetadata ? metadata : undefined);
        const [v1, v2] = [{ tag: "v1", reason: "Größe, 🚢" }, { tag: "v2" }];
        await store.write(NAME, "one", { expected: "absent", metadata: v1 });
        expect(await metadataOf()).toEqual(kept(v1));
        await store.write(NAME, "two", { expected: "1", metadata: v2 });
        expect(await metadataOf()).toEqual(kept(v1));
        await store.write(NAME, "three", { expected: await generationOf(store), metadata: v2 });
        expect(await metadataOf()).toEqual(kept(v2));
        await put(NAME, "four");
        expect(await metadataOf()).toBe(undefined);
        await put(NAME, "five", v2);
        expect(await metadataOf()).toBe(undefined);
        await store.write(NAME, "six", { expected: await generationOf(store), metadata: v1 });
        expect(await metadataOf()).toEqual(kept(v1));
      });
    });

    describe("removing", () => {
      it("removes the expected generation", async () => {
        const { store } = await open();
        await store.write(NAME, "first", absent);
        expect(await store.remove(NAME, await generationOf(store))).toBe("removed");
        expect([await textOf(store), await namesIn(store, "channels/main/")]).toEqual([undefined, []]);
        expect(await store.remove(NAME, "1")).toBe("absent");
      });

      it.each<readonly [string, (first: string) => string]>([
        ["another", () => "1"],
        ["an older", (first) => first],
      ])("keeps an object of %s generation", async (_what, generation) => {
        const { store } = await open();
        await store.write(NAME, "first", absent);
        const first = await generationOf(store);
        await store.write(NAME, "second", { expected: first });
        const [outcome, text] = traits.checksDeletePreconditions ? ["changed", "second"] : ["removed", undefined];
        expect([await store.remove(NAME, generation(first)), await textOf(store)]).toEqual([outcome, text]);
      });
    });

    describe("at the same time", () => {
      it("one of 30 swaps of each generation wins", async () => {
        const { again } = await open();
        const stores = await Promise.all(Array.from({ length: 30 }, () => again()));
        const [first] = stores;
        if (first === undefined) throw new Error("no store");
        for (let round = 0; round < 3; round += 1) {
          const expected = await generationOf(first);
          const outcomes = await Promise.all(stores.map((store, at) => store.write(NAME, `${round} by ${at}`, { expected })));
          expect(outcomes.filter((outcome) => outcome === "written").length).toBe(1);
          expect(await textOf(first)).toBe(`${round} by ${outcomes.indexOf("written")}`);
        }
      });

      it("one of 20 creations wins", async () => {
        const { again } = await open();
        const stores = await Promise.all(Array.from({ length: 20 }, () => again()));
        const outcomes = await Promise.all(stores.map((store, at) => store.write(NAME, `by ${at}`, absent)));
        expect(outcomes.toSorted()).toEqual([...Array.from({ length: 19 }, () => "conflict"), "written"]);
        expect(await textOf(await again())).toBe(`by ${outcomes.indexOf("written")}`);
      });

      it("no increment of 30 is lost, where each swaps until it wins", async () => {
        const { store, again } = await open();
        const increment = async (by: number): Promise<void> => {
          const own = await again();
          for (;;) {
            const found = await own.read(NAME);
            const [count = 0] = (found?.text ?? "0").split(" ").map(Number);
            if ((await own.write(NAME, `${count + 1} ${by}`, { expected: found?.generation ?? "absent" })) === "written") return;
          }
        };
        await Promise.all(Array.from({ length: 30 }, (_, at) => increment(at)));
        expect((await textOf(store))?.split(" ")[0]).toBe("30");
      });
    });
  });
}
