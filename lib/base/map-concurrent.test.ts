import { describe, expect, it } from "vitest";
import { mapConcurrent } from "./map-concurrent.ts";

/** Resolves after `ticks` turns of the microtask queue. */
async function after(ticks: number): Promise<number> {
  for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
  return ticks;
}

describe("mapConcurrent", () => {
  it.each<[title: string, items: readonly number[], maximum: number, peak: number]>([
    ["no item", [], 2, 0],
    ["fewer items than the maximum", [1], 2, 1],
    ["one item at a time", [3, 1, 2], 1, 1],
    ["two items at a time", [9, 1, 2, 1], 2, 2],
  ])("runs %s, and keeps the order of the items", async (_title, items, maximum, peak) => {
    let running = 0;
    let maximumSeen = 0;
    const results = await mapConcurrent(items, maximum, async (ticks) => {
      running += 1;
      maximumSeen = Math.max(maximumSeen, running);
      await after(ticks);
      running -= 1;
      return ticks * 10;
    });
    expect([results, maximumSeen]).toEqual([items.map((ticks) => ticks * 10), peak]);
  });

  it("rejects if the work on one item rejects", async () => {
    const work = mapConcurrent([1, 2], 1, async (item) => {
      if (item === 2) throw new Error("no such item");
    });
    await expect(work).rejects.toThrow("no such item");
  });
});
