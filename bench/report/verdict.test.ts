import { describe, expect, it } from "vitest";
import type { Figures } from "./targets.ts";
import { overall, verdicts } from "./verdict.ts";

describe("the verdict on", () => {
  it.each<[string, Figures, Figures, string]>([
    ["no target", {}, { seconds: 99 }, ""],
    ["a target kept", { seconds: 0.9 }, { seconds: 0.5 }, "ok"],
    ["a target just kept", { seconds: 0.9 }, { seconds: 0.9 }, "ok"],
    ["a target missed", { seconds: 0.5 }, { seconds: 0.56 }, "time missed by 12 %"],
    ["a target missed by a hair", { seconds: 10 }, { seconds: 10.001 }, "time missed by 1 %"],
    ["one of two missed", { seconds: 1, megabytes: 300 }, { seconds: 0.5, megabytes: 450 }, "memory missed by 50 %"],
    [
      "all missed",
      { seconds: 1, megabytes: 100, ratio: 2 },
      { seconds: 2, megabytes: 150, ratio: 3 },
      "time missed by 100 %, memory missed by 50 %, ratio missed by 50 %",
    ],
    ["nothing to be written and nothing written", { written: 0 }, { written: 0 }, "ok"],
    ["nothing to be written and something written", { written: 0 }, { written: 3 }, "written 3 instead of 0"],
    ["a missing figure", { ratio: 1.2 }, { seconds: 1 }, "ratio not measured"],
  ])("%s", (_title, targets, figures, expected) => {
    expect(overall(verdicts(targets, figures))).toBe(expected);
  });
});
