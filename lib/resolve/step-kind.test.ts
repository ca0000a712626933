import { describe, expect, it } from "vitest";
import type { LockEntry } from "./lock.ts";
import { movesVersion, STEP_KINDS, stepKind } from "./step-kind.ts";

const id = (build: number): string => `${String(build).padStart(10, "0")}-0123456789ab`;
const entry = (build: number, more: Partial<LockEntry> = {}): LockEntry => ({
  channel: "main",
  digest: `sha256:${String(build).padStart(64, "0")}`,
  release: id(build),
  seq: build,
  tag: `v${build}`,
  ...more,
});
const hold = { by: "Ada", tag: "v2" };

describe("a step", () => {
  it.each<[title: string, from: LockEntry | undefined, to: LockEntry | undefined, kind: string]>([
    ["the first entry", undefined, entry(1), "new"],
    ["no entry any more", entry(1), undefined, "removed"],
    ["a newer release", entry(1), entry(2), "deploy"],
    ["a reverted commit", entry(2), entry(1), "rollback"],
    ["a rollback with a hold", entry(2), entry(1, { seq: 3, hold }), "rollback"],
    ["a channel that was set back", entry(2), entry(1, { seq: 3 }), "rollback"],
    ["another channel with lower numbers", entry(9), entry(1, { channel: "next" }), "deploy"],
    ["entries without numbers", { tag: "v2" }, { tag: "v1" }, "deploy"],
    ["a hold of the running version", entry(1), entry(1, { hold }), "hold"],
    ["the commit of a hold", entry(1, { hold }), entry(1, { hold: { ...hold, commit: "1234567" } }), "other"],
    ["a lifted hold", entry(1, { hold }), entry(1), "resume"],
    ["a hold that ends with a newer release", entry(1, { hold }), entry(3), "deploy"],
    ["another channel with the same image", entry(1), entry(1, { channel: "next" }), "other"],
  ])("is told from its two entries: %s", (_title, from, to, kind) => {
    expect(stepKind(from, to)).toBe(kind);
  });

  it("moves the version, or not", () => {
    expect(STEP_KINDS.filter(({ kind }) => movesVersion(kind)).map(({ kind }) => kind)).toEqual(["new", "deploy", "rollback", "removed"]);
  });
});
