import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IpRange, isWithin, overlaps, parseRange } from "../base/ip-ranges.ts";
import { planAddresses } from "../model/address-plan.ts";
import { freeBlock } from "./free-block.ts";

describe("the addresses of a copy", () => {
  it("follow from its name", () => {
    expect(freeBlock("10.30.0.0/16", "prod.copy-a", [])).toEqual({ range: "10.30.211.24/29" });
    expect(freeBlock("10.30.0.0/16", "prod.copy-a", ["10.30.211.24/32"])).toEqual({ range: "10.30.211.32/29" });
  });

  it.each([
    [undefined, "small"],
    ["10.30.0.0/24", "small"],
    ["words", "small"],
  ])("are none in %s", (range, answer) => {
    expect(freeBlock(range, "prod.copy-a", [])).toBe(answer);
  });

  it("are free, in their part of the plan, and end with it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 19, max: 23 }), fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 80 }), (bits, names) => {
        const plan = planAddresses(`10.0.0.0/${bits}`);
        const part = rangeOf(plan?.copies);
        const taken: string[] = [];
        for (const name of names) {
          const found = freeBlock(`10.0.0.0/${bits}`, name, taken);
          if (typeof found === "object") taken.push(found.range);
          else expect([found, taken.length]).toEqual(["full", 2 ** (32 - bits - 4) / 8]);
        }
        expect(new Set(taken).size).toBe(taken.length);
        for (const text of taken) {
          const range = rangeOf(text);
          expect([isWithin(range, part), overlaps(range, rangeOf(plan?.blocks))]).toEqual([true, false]);
        }
      }),
    );
  });
});

function rangeOf(text = ""): IpRange {
  const range = parseRange(text);
  if (range === undefined) throw new Error(`${text} is not a range`);
  return range;
}
