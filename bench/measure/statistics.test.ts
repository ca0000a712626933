import { describe, expect, it, test } from "vitest";
import { median, spreadOf } from "./statistics.ts";

describe("median", () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
    [[5, 5], 5],
  ])("of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("refuses an empty list", () => {
    expect(() => median([])).toThrow(new RangeError("no runs, so there is no median"));
  });
});

test("a spread keeps the runs in their order", () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, minimum: 1, maximum: 3, runs: [3, 1, 2] });
});
