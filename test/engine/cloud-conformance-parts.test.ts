import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { ALL_CHANGES, comparePreviews } from "./preview-cases.ts";
import { randomParts } from "./random-parts.ts";

reportSkipped();

/** 4 stacks in 3 states, with 3 previews each, are 36 cases. */
const STACKS = 4;
const STATES = 3;
const PREVIEWS = 3;

describe.skipIf(!HAS_ENGINE)("the embedded preview answers as the engine's own", { timeout: 300_000 }, () => {
  const seen = new Set<string>();

  it.each(Array.from({ length: STATES }, (_, index) => index + 1))(
    "to changes of sites, entrances, alerts and copies in state %i",
    async (seed) => {
      const clouds = Array.from({ length: STACKS }, (_, index) =>
        fc.sample(randomParts(`p${index}`, PREVIEWS), { seed: seed * 1000 + index, numRuns: 1 }),
      ).flat();
      const changes = await comparePreviews(clouds, PREVIEWS);
      expect(changes).toContain("update");
      for (const change of changes) seen.add(change);
    },
  );

  it("to each kind of change", () => {
    expect([...seen].sort()).toEqual(ALL_CHANGES);
  });
});
