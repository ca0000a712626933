import { expect, it } from "vitest";
import { soak, soakBackends } from "./soak.ts";

it.each(soakBackends)("a soak of 1,000 writes loses no acknowledged write: %s", async (backend) => {
  const report = await soak({ backend, writes: 1000, seed: 1 });
  expect(report.problems).toEqual([]);
  expect(report.acknowledged).toBeGreaterThanOrEqual(1000);
  // A soak without faults proves nothing.
  expect(Object.values(report.faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect([report.unknown > 0, report.retried > 0, report.moves > 0, report.sightings > 0]).toEqual([true, true, true, true]);
});
