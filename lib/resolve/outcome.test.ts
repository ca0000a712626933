import { describe, expect, it } from "vitest";
import { compareUrgency, failsRun, isRefused, type Outcome } from "./outcome.ts";

describe("outcomes", () => {
  it("are in order of urgency", () => {
    const shuffled: readonly Outcome[] = ["keep", "held", "new", "invalid", "advance", "removed"];
    expect([...shuffled].sort(compareUrgency)).toEqual(["invalid", "removed", "held", "new", "advance", "keep"]);
  });

  it.each<readonly [Outcome, { readonly fails: boolean; readonly refused: boolean }]>([
    ["invalid", { fails: true, refused: true }],
    ["removed", { fails: false, refused: false }],
    ["held", { fails: false, refused: true }],
    ["new", { fails: false, refused: false }],
    ["advance", { fails: false, refused: false }],
    ["keep", { fails: false, refused: false }],
  ])("%s", (outcome, { fails, refused }) => {
    expect([failsRun([{ outcome: "keep" }, { outcome }]), isRefused({ outcome })]).toEqual([fails, refused]);
  });
});
