import { describe, expect, it } from "vitest";
import { releaseOfBuild, withStore } from "../../test/releases/filled-store.ts";
import { serve } from "../../test/storage-server/served-store.ts";
import { contend } from "./contend.ts";
import { recordRelease } from "./record.ts";
import { setChannel } from "./set.ts";
import type { Store } from "./store.ts";

const WRITER = { now: () => "2026-01-01T00:00:00Z", writeId: () => crypto.randomUUID() };

/** Loses every swap of a pointer. */
const losing = (store: Store): Store => ({
  ...store,
  deadlineMs: 200,
  write: async (name, text, options) => (name.startsWith("channels/") ? "conflict" : store.write(name, text, options)),
});

describe("writers that compete", () => {
  it("take turns, and count the rounds", () =>
    withStore(async ({ store }) => {
      const rounds: number[] = [];
      const result = await contend(store, "x", async (nth) => {
        rounds.push(nth);
        return nth === 2 ? { nth } : undefined;
      });
      expect([result, rounds]).toEqual([{ nth: 2 }, [0, 1, 2]]);
    }));

  it.each<readonly [string, (store: Store) => Promise<unknown>]>([
    ["record", (store) => recordRelease(store, releaseOfBuild("cart", 2), "main", WRITER)],
    [
      "set",
      (store) =>
        setChannel(
          store,
          { service: "cart", channel: "main", to: releaseOfBuild("cart", 1).id, by: "ann", reason: "x", renumber: true },
          WRITER,
        ),
    ],
  ])("end at the deadline: %s", (_what, act) =>
    withStore(async ({ store, build }) => {
      await build("cart", 1);
      await expect(act(losing(store))).rejects.toThrow(
        /^file:releases: cannot write channels\/main\/cart\.json: \d+ attempts in 0\.\d s, and each time another process changed it first$/,
      );
    }),
  );

  it("end at the deadline of a bucket that refuses every swap", async () => {
    const { server, store } = await serve("gs://acme/fleet", 2000);
    server.fault = ({ method, query }) =>
      method === "POST" && (query["name"] ?? "").includes("channels/") ? { kind: "status", status: 412 } : undefined;
    await expect(recordRelease(store, releaseOfBuild("cart", 1), "main", WRITER)).rejects.toThrow(
      /cannot write channels\/main\/cart\.json/,
    );
    // The waits are random: about 20 rounds of four requests in 2 s. Without waits there would be thousands.
    expect(server.requests.length).toBeLessThan(200);
  });
});

describe("a listing without an end", () => {
  it("ends at the deadline", async () => {
    const { server, store } = await serve("gs://acme/fleet", 2000);
    server.fault = () => ({ kind: "more-pages" });
    await expect(store.list("channels/")).rejects.toThrow("gs://acme/fleet: cannot list channels/: the listing did not end in 2.0 s");
  });
});
