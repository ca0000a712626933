import { messageOf } from "../../lib/base/errors.ts";
/** Releases and channels over every backend: what is recorded, what a channel names, what is broken. */
import { describe, expect, it } from "vitest";
import { channelPrefix, pointerName, releaseName } from "../../lib/releases/names.ts";
import { POINTER_BYTES } from "../../lib/releases/pointer.ts";
import { readChannel, readPointer, readRelease } from "../../lib/releases/read.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import { formatRecord } from "../../lib/releases/release.ts";
import { setChannel, type SetRequest } from "../../lib/releases/set.ts";
import { MAXIMUM_BYTES, type Store } from "../../lib/releases/store.ts";
import type { Opened } from "./conformance.ts";
import { sampleRelease, sampleWriter } from "./samples.ts";

const writer = sampleWriter("writer");
const cart = (build: number) => sampleRelease("cartservice", build);
/** Records a build as a run of CI does: each run has another write id. */
const record = (store: Store, build: number) => recordRelease(store, sampleRelease("cartservice", build, writer.writeId()), "main", writer);
const move = (store: Store, build: number, options: Partial<SetRequest> = {}) =>
  setChannel(
    store,
    { service: "cartservice", channel: "main", to: cart(build).id, by: "ada", reason: "500s since v0.1.7", renumber: false, ...options },
    writer,
  );

/** Describes the channel: `seq 2: v0.1.7 (before: v0.1.5, newest: v0.1.7)`. */
async function channelOf(store: Store): Promise<string> {
  const found = await readPointer(store, "main", "cartservice");
  if (found === undefined || "problem" in found) return found?.problem ?? "nothing";
  const { seq, tag, previous, newest, by } = found.value;
  const tagOf = async (id: string | undefined): Promise<string> => {
    const release = id === undefined ? undefined : await readRelease(store, "cartservice", id);
    return release !== undefined && "value" in release ? release.value.tag : "none";
  };
  return `seq ${seq}: ${tag} (before: ${await tagOf(previous)}, newest: ${await tagOf(newest)})${by === undefined ? "" : ` by ${by}`}`;
}

const failureOf = (work: Promise<unknown>): Promise<string> => work.then(() => "done", messageOf);

/** Returns the problem of malformed JSON, with the engine's message. */
function jsonProblem(text: string): string {
  try {
    return `parses: ${String(JSON.parse(text))}`;
  } catch (error) {
    return `is not JSON: ${messageOf(error)}`;
  }
}

/** Declares the suite of one backend. `open` gives each test an empty datastore. */
export function useCases(name: string, open: () => Promise<Opened>): void {
  describe(`${name}, as in every backend`, () => {
    it("a story of builds, repeats and moves by hand", async () => {
      const { store } = await open();
      const steps: readonly (readonly [string, () => ReturnType<typeof record>, string])[] = [
        ["recorded, moved", () => record(store, 5), "seq 1: v0.1.5 (before: none, newest: v0.1.5)"],
        ["unchanged, unchanged", () => record(store, 5), "seq 1: v0.1.5 (before: none, newest: v0.1.5)"],
        ["recorded, older", () => record(store, 3), "seq 1: v0.1.5 (before: none, newest: v0.1.5)"],
        ["recorded, moved", () => record(store, 7), "seq 2: v0.1.7 (before: v0.1.5, newest: v0.1.7)"],
        ["unchanged, older", () => record(store, 5), "seq 2: v0.1.7 (before: v0.1.5, newest: v0.1.7)"],
      ];
      for (const [outcome, step, channel] of steps) {
        const result = await step();
        expect([`${result.record}, ${result.channel.outcome}`, await channelOf(store)]).toEqual([outcome, channel]);
      }
      expect((await store.list("releases/")).map((object) => object.name)).toEqual(
        [3, 5, 7].map((build) => releaseName("cartservice", cart(build).id)),
      );
    });

    it("a move back by hand stays until a newer build", async () => {
      const { store } = await open();
      for (const build of [5, 6, 7]) await record(store, build);
      expect([(await move(store, 5)).outcome, (await move(store, 5)).outcome]).toEqual(["moved", "unchanged"]);
      const back = "seq 4: v0.1.5 (before: v0.1.7, newest: v0.1.7) by ada";
      expect(await channelOf(store)).toBe(back);
      expect([(await record(store, 7)).channel.outcome, (await record(store, 6)).channel.outcome]).toEqual(["unchanged", "older"]);
      expect(await channelOf(store)).toBe(back);
      expect((await record(store, 8)).channel.outcome).toBe("moved");
      expect(await channelOf(store)).toBe("seq 5: v0.1.8 (before: v0.1.5, newest: v0.1.8)");
    });

    it("build numbers start again from a release with renumber", async () => {
      const { store } = await open();
      for (const build of [2, 9000]) await record(store, build);
      expect((await record(store, 1)).channel.outcome).toBe("older");
      await move(store, 1, { renumber: true });
      expect(await channelOf(store)).toBe("seq 3: v0.1.1 (before: v0.1.9000, newest: v0.1.1) by ada");
      expect((await record(store, 3)).channel.outcome).toBe("moved");
    });

    it("a channel is not moved to a missing release", async () => {
      const { store } = await open();
      await record(store, 5);
      expect(await failureOf(move(store, 6))).toBe(`${store.url} has no release ${cart(6).id} of cartservice`);
      expect(await channelOf(store)).toBe("seq 1: v0.1.5 (before: none, newest: v0.1.5)");
    });

    it("a channel with broken pointers gives the other pointers, and each problem", async () => {
      const { store, put } = await open();
      const services = ["adservice", "cartservice", "emailservice"];
      for (const service of services) await recordRelease(store, sampleRelease(service, 5), "main", writer);
      const whole = (await store.read(pointerName("main", "cartservice")))?.text ?? "";
      const pointer: object = JSON.parse(whole);
      const rows: readonly (readonly [service: string, text: string, problem: string])[] = [
        ["truncated", whole.slice(0, 100), jsonProblem(whole.slice(0, 100))],
        ["text", "cartservice v0.1.5\n", jsonProblem("cartservice v0.1.5\n")],
        ["list", "[]", "is not an object"],
        ["empty", "", "is empty"],
        ["blank", "\n\n", "is empty"],
        ["oversized", formatRecord({ ...pointer, more: "x".repeat(POINTER_BYTES) }), `is larger than ${POINTER_BYTES} bytes`],
        ["huge", `{${" ".repeat(MAXIMUM_BYTES * 2)}}`, `is larger than ${POINTER_BYTES} bytes`],
        ["newer", formatRecord({ ...pointer, schema: 2 }), "has the schema version 2; a newer Fairlead can read it"],
        ["foreign", whole, "is the pointer of main/cartservice"],
        ["astray", formatRecord({ ...pointer, service: "astray", channel: "staging" }), "is the pointer of staging/astray"],
      ];
      for (const [service, text] of rows) await put(pointerName("main", service), text);
      await put("channels/main/README.txt", "not a pointer");
      const channel = await readChannel(store, "main");
      expect([...channel.pointers.keys()].toSorted()).toEqual(services);
      expect(Object.fromEntries(channel.broken)).toEqual(
        Object.fromEntries(rows.map(([service, , problem]) => [service, `${pointerName("main", service)} ${problem}`])),
      );
    });

    it("a pointer that another tool restored is read from its content", async () => {
      const { store, put } = await open();
      await record(store, 5);
      const { text = "" } = (await store.read(pointerName("main", "cartservice"))) ?? {};
      await record(store, 6);
      const listed = (await store.list(channelPrefix("main")))[0]?.metadata;
      await put(pointerName("main", "cartservice"), text, listed);
      expect((await readChannel(store, "main")).pointers.get("cartservice")?.tag).toBe("v0.1.5");
      expect(await channelOf(store)).toBe("seq 1: v0.1.5 (before: none, newest: v0.1.5)");
    });

    it("a broken pointer stops a build, and a move by hand replaces it", async () => {
      const { store, put } = await open();
      await record(store, 5);
      await put(pointerName("main", "cartservice"), "{}{}".repeat(MAXIMUM_BYTES));
      const broken = `${store.url}: channels/main/cartservice.json is larger than 8192 bytes`;
      expect(await failureOf(record(store, 6))).toBe(broken);
      expect((await move(store, 6)).outcome).toBe("moved");
      // The number of its moves is unknown, so the clock in seconds replaces it.
      expect((await channelOf(store)).replace(/seq \d{10}:/, "seq <now>:")).toBe("seq <now>: v0.1.6 (before: none, newest: v0.1.6) by ada");
    });

    it("a broken record is not pointed at", async () => {
      const { store, put } = await open();
      const object = releaseName("cartservice", cart(5).id);
      await put(object, formatRecord(sampleRelease("adservice", 5)));
      const problem = `${store.url}: ${object} holds the release ${sampleRelease("adservice", 5).id} of adservice`;
      expect([await failureOf(record(store, 5)), await failureOf(move(store, 5))]).toEqual([problem, problem]);
      expect(await channelOf(store)).toBe("nothing");
    });

    it("the metadata of any service's pointer is what its object says", async () => {
      const { store } = await open();
      await record(store, 5);
      await record(store, 6);
      await move(store, 5, { reason: "Größe ist falsch, 🚢 zurück" });
      const found = await readPointer(store, "main", "cartservice");
      const value = found !== undefined && "value" in found ? found.value : undefined;
      expect((await readChannel(store, "main")).pointers.get("cartservice")).toEqual(value);
    });
  });
}
