import { describe, expect, it } from "vitest";
import { caseOf, entryOf, FLEET, IMAGE, pointerTo } from "../../../test/decision-rows.ts";
import { decide } from "../decide.ts";
import type { LockEntry } from "../lock.ts";

const OTHER = "registry.example.com/other/cart";
const THIRD = "registry.example.com/third/cart";
const from = (image: string, text: string): LockEntry => ({ ...entryOf(text), image });

const ROWS: Readonly<
  Record<string, { readonly locked?: LockEntry; readonly names: string; readonly spec: readonly string[]; readonly outcome: string }>
> = {
  "the repository of the spec": { locked: entryOf("v1@1"), names: IMAGE, spec: [IMAGE], outcome: "advance" },
  "another repository": { locked: entryOf("v1@1"), names: OTHER, spec: [IMAGE], outcome: "invalid" },
  "another repository for a new service": { names: OTHER, spec: [IMAGE], outcome: "invalid" },
  "another repository that the spec allows": { locked: entryOf("v1@1"), names: OTHER, spec: [IMAGE, OTHER], outcome: "advance" },
  "the running repository, after the spec changed": { locked: from(OTHER, "v1@1"), names: OTHER, spec: [IMAGE], outcome: "advance" },
  "a third repository, after the spec changed": { locked: from(OTHER, "v1@1"), names: THIRD, spec: [IMAGE], outcome: "invalid" },
  "the release that runs": { locked: from(OTHER, "v2@2"), names: OTHER, spec: [IMAGE], outcome: "keep" },
};

describe("a release from an image repository", () => {
  it.each(Object.entries(ROWS))("%s", (_title, { locked, names, spec, outcome }) => {
    const given = { ...caseOf({ ...(locked && { locked }), channel: { ...pointerTo("v2@2"), image: names } }), repositories: spec };
    expect(decide(given, FLEET).outcome).toBe(outcome);
  });

  it("is refused with the repository and the line that allows it", () => {
    const given = caseOf({ locked: entryOf("v1@1"), channel: { ...pointerTo("v2@2"), image: OTHER } });
    const { reason, hint, to } = decide(given, FLEET);
    expect([reason, hint, to]).toEqual([
      `channel latest names v2 of ${OTHER}, and the spec of cart allows ${IMAGE}`,
      `if the image may come from there, write it into the spec: imagesFrom: ["${OTHER}"]`,
      entryOf("v1@1"),
    ]);
  });
});
