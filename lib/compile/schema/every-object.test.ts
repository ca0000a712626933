import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fullFleet } from "../../../test/full-fleet.ts";
import { modelOf } from "../../../test/fleets.ts";
import { idOf } from "../../../test/pods.ts";
import { randomFleet } from "../../../test/random-fleet.ts";
import { compileStack } from "../compile-stack.ts";
import type { CompiledObject } from "../compiled-object.ts";
import { checkHatchObject, type HatchStack } from "../hatch/check-hatch-object.ts";
import { definitionOfKind } from "./schemas.ts";

// The objects of Fairlead are not checked at run time. So this file checks that they would pass.
function problemsOf(objects: readonly CompiledObject[], stack: HatchStack): readonly string[] {
  const problems: string[] = [];
  for (const { manifest } of objects)
    checkHatchObject(manifest, "", stack, (path, message) => problems.push(`${idOf(manifest)} ${path}: ${message}`));
  return problems;
}

describe("every object that Fairlead compiles", () => {
  it("passes the checks of hatches in random fleets", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet, locks }) => {
        const model = modelOf(fleet);
        const problems = model.stacks.flatMap((stack) =>
          problemsOf(compileStack(model, stack, locks.get(stack.name) ?? new Map()).manifests, stack),
        );
        expect(problems).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("has a schema", () => {
    const unknown = compileFleet(fullFleet()).filter(
      ({ manifest: { apiVersion, kind } }) => definitionOfKind(apiVersion, kind) === undefined,
    );
    expect(unknown.map(({ manifest }) => idOf(manifest))).toEqual([]);
  });
});
