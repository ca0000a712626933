import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fullFleet } from "../../../test/full-fleet.ts";
import { modelOf } from "../../../test/fleets.ts";
import { idOf } from "../../../test/pods.ts";
import { randomFleet } from "../../../test/random-fleet.ts";
import { compileStack } from "../compile-stack.ts";
import type { CompiledObject } from "../compiled-object.ts";
import { checkHatchObject } from "../hatch/check-hatch-object.ts";
import type { HatchOwner } from "../hatch/owners/hatch-owner.ts";
import type { StackModel } from "../../model/model.ts";
import { definitionOfKind } from "./schemas.ts";

// The objects of Fairlead are not checked at run time. So this file checks that they would pass.
function problemsOf(objects: readonly CompiledObject[], stack: StackModel): readonly string[] {
  const problems: string[] = [];
  for (const { manifest, scope } of objects) {
    const owner: HatchOwner = scope.kind === "service" ? { kind: "service", name: scope.service } : { kind: "platform" };
    const report = (path: string, message: string): void => void problems.push(`${idOf(manifest)} ${path}: ${message}`);
    checkHatchObject(manifest, "", { stack, owner, isAdded: false }, report);
  }
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
