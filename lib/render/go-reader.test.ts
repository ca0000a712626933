import * as fc from "fast-check";
import { expect, test, type TestContext } from "vitest";
import { randomFleet } from "../../test/random-fleet.ts";
import { modelOf } from "../../test/fleets.ts";
import { buildGoYaml, readWithGo } from "../../tools/go-yaml/read.ts";
import { compileStack } from "../compile/compile-stack.ts";
import { toYaml } from "./yaml.ts";

const built = await buildGoYaml();

/** Reads objects back with the YAML reader of Kubernetes. Skips the test if the reader cannot be built. */
async function readBack(context: TestContext, objects: readonly object[]): Promise<readonly unknown[]> {
  if ("skipped" in built) return context.skip(built.skipped);
  return readWithGo(
    built.program,
    objects.map((object) => toYaml(object)),
  );
}

const looksLikeNumber = fc.oneof(
  fc.stringMatching(/^[-+]?0[xXoObB][0-9a-fA-F_]{1,4}$/),
  fc.string({ unit: fc.constantFrom(..."0179.eE_+-:xXoObBfFnNaAiI".split("")), maxLength: 8 }),
);
const marks = fc.string({ unit: fc.constantFrom(..."ab01:?-#'\"{}[],&*!|>%@~=<. \t\n".split("")), maxLength: 9 });
const key = marks.filter((name) => name !== "__proto__" && !/^(?:---|\.\.\.)/.test(name));
// The reader refuses the bytes that Kubernetes refuses: control characters and halves of surrogate pairs.
const printable = fc.string({ maxLength: 12 });
const object = fc.record({
  strings: fc.array(fc.oneof(looksLikeNumber, marks, printable), { maxLength: 6 }),
  keys: fc.dictionary(fc.oneof(looksLikeNumber, key), fc.oneof(looksLikeNumber, fc.integer(), fc.boolean()), { noNullPrototype: true }),
});

test("Go reads every scalar as the value that was written", async (context) => {
  const objects = fc.sample(object, 5000);
  expect(await readBack(context, objects)).toEqual(objects);
});

test("Go reads the manifests of random fleets as the objects that were compiled", async (context) => {
  const objects = fc.sample(randomFleet, 40).flatMap(({ fleet, locks }) => {
    const model = modelOf(fleet);
    return model.stacks.flatMap((stack) => compileStack(model, stack, locks.get(stack.name) ?? new Map()).manifests);
  });
  const manifests = objects.map(({ manifest }) => manifest);
  expect(await readBack(context, manifests)).toEqual(manifests);
});
