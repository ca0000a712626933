import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { ALL_CHANGES, comparePreviews } from "./preview-cases.ts";
import { randomCloud } from "./random-clouds.ts";

reportSkipped();

/** 25 services in 4 states, with 3 previews each, are 300 cases. */
const SERVICES = 25;
const STATES = 4;
const PREVIEWS = 3;

describe.skipIf(!HAS_ENGINE)("the embedded preview answers as the engine's own", { timeout: 300_000 }, () => {
  const seen = new Set<string>();

  it.each(Array.from({ length: STATES }, (_, index) => index + 1))("to changes of needs in state %i", async (seed) => {
    const clouds = Array.from({ length: SERVICES }, (_, index) =>
      fc.sample(randomCloud(`s${index}`, PREVIEWS), { seed: seed * 1000 + index, numRuns: 1 }),
    ).flat();
    const changes = await comparePreviews(clouds, PREVIEWS);
    expect(changes).toContain("update");
    for (const change of changes) seen.add(change);
  });

  it("to each kind of change", () => {
    expect([...seen].sort()).toEqual(ALL_CHANGES);
  });
});
