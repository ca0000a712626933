import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SimulatedFleet, type SimulatedStack, type SimulatedWave, type Step } from "../../../test/pipeline/simulated-fleet.ts";
import type { LockEntry } from "../lock.ts";
import { isSamePair } from "./cases-in-travel.ts";

const waves: fc.Arbitrary<readonly SimulatedWave[]> = fc.array(
  fc.record({ stacks: fc.integer({ min: 1, max: 2 }), soak: fc.integer({ min: 10, max: 120 }) }),
  { minLength: 2, maxLength: 4 },
);

const stack = fc.nat({ max: 7 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 130 }) }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: "release" }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: "edit" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "undo-edit" }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("override" as const), stack }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revert" as const), stack }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("freeze" as const), stack: fc.option(stack, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: "thaw" }) },
);

/** A stack as it was before a run. */
interface Before {
  readonly entry: LockEntry | undefined;
  readonly since: number;
}

const snapshot = ({ stacks }: SimulatedFleet): ReadonlyMap<string, Before> =>
  new Map(stacks.map(({ name, entries, since }) => [name, { entry: entries.at(-1), since }]));

/** Checks one stack that a run moved against the stacks of the wave before, which no run may overtake. */
function expectSoaked(fleet: SimulatedFleet, moved: SimulatedStack, before: ReadonlyMap<string, Before>): void {
  for (const other of fleet.stacks.filter(({ wave }) => wave === moved.wave - 1)) {
    const ran = before.get(other.name);
    expect(ran?.entry?.config).toBe(fleet.config(other));
    expect(ran?.entry?.digest).toBe(moved.entries.at(-1)?.digest);
    expect(fleet.minute - (ran?.since ?? Infinity)).toBeGreaterThanOrEqual(fleet.soaks[other.wave] ?? 0);
  }
}

/** Notes the configuration that a revert took off, if it took off nothing else. A revert of the revert brings it back. */
function noteConfig(
  taken: Map<string, string>,
  name: string,
  { was, is }: { readonly was: LockEntry | undefined; readonly is: LockEntry | undefined },
): void {
  if (was?.seq === undefined || is?.seq === undefined || isSamePair(was, is)) return;
  if (was.seq > is.seq && was.digest === is.digest && was.config !== undefined) taken.set(name, was.config);
  else taken.delete(name);
}

describe("a random story on a random pipeline", () => {
  it("moves a stack only to a pair that the wave before ran for its soak, and nothing that is held", () => {
    const story = fc.property(waves, fc.array(step, { minLength: 5, maxLength: 40 }), (shape, steps) => {
      const fleet = new SimulatedFleet(shape);
      const takenOff = new Map<string, LockEntry>();
      const takenConfigs = new Map<string, string>();
      fleet.run();
      for (const each of steps) {
        const start = snapshot(fleet);
        fleet.take(each);
        for (const { name, entries, wave } of fleet.stacks) {
          const was = start.get(name)?.entry;
          const isProd = wave === shape.length - 1;
          noteConfig(takenConfigs, name, { was, is: entries.at(-1) });
          if (isProd && was !== undefined && was.digest !== entries.at(-1)?.digest) takenOff.set(name, was);
        }
        const before = snapshot(fleet);
        fleet.run();
        for (const moved of fleet.stacks) {
          const was = before.get(moved.name)?.entry;
          const is = moved.entries.at(-1);
          if (was === undefined && is === undefined) continue;
          if (isSamePair(was, is)) continue;
          expect(fleet.frozen !== undefined && (fleet.frozen.stack === undefined || fleet.frozen.stack === moved.name)).toBe(false);
          expect(takenOff.get(moved.name)?.digest).not.toBe(is?.digest);
          expect(takenConfigs.get(moved.name) ?? "none").not.toBe(is?.config);
          if (was?.config !== is?.config) takenConfigs.delete(moved.name);
          expectSoaked(fleet, moved, before);
        }
      }
    });
    fc.assert(story, { numRuns: 300 });
  });

  it("brings everything to every stack in the end, if no person reverts", () => {
    const story = fc.property(waves, fc.array(step, { minLength: 1, maxLength: 30 }), (shape, steps) => {
      const fleet = new SimulatedFleet(shape);
      for (const each of steps.filter(({ kind }) => kind !== "revert")) {
        fleet.take(each);
        fleet.run();
      }
      fleet.take({ kind: "thaw" });
      for (const _wave of [...shape, ...shape]) {
        fleet.run();
        fleet.take({ kind: "wait", minutes: 120 });
      }
      expect(fleet.run().map(({ outcome }) => outcome)).toEqual(fleet.stacks.map(() => "keep"));
      for (const each of fleet.stacks)
        expect([each.entries.at(-1)?.tag, each.entries.at(-1)?.config]).toEqual([`v${fleet.released}`, fleet.config(each)]);
    });
    fc.assert(story, { numRuns: 300 });
  });
});
