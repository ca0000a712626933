import * as fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { modelOf } from "../../../test/fleets.ts";
import { randomFleet } from "../../../test/random-fleet.ts";
import { randomAddition, randomMutation } from "../../../test/random-mutations.ts";
import { treeOf } from "../../../test/trees.ts";
import { isRecord } from "../../base/values.ts";
import { renderTree } from "../../render/render.ts";
import type { Tree } from "../../render/tree.ts";
import { toYaml } from "../../render/yaml.ts";
import { diffTrees } from "../diff.ts";

const RUNS = { numRuns: 500, endOnFailure: true };

/** Trees of random fleets, and one with a route. They are equal in each run. */
const TREES: readonly Tree[] = [
  treeOf({ cart: { public: { port: "http" } }, ad: {} }),
  ...fc.sample(randomFleet, { numRuns: 6, seed: 7 }).map(({ fleet, locks }) => renderTree(modelOf(fleet), locks).tree),
];
const tree = fc.constantFrom(...TREES);

/** Returns the kinds and phrases of the risks between two trees. */
const risksBetween = (before: Tree, after: Tree): readonly string[] =>
  diffTrees(before, after).risks.map(({ kind, text }) => `${kind}: ${text}`);

const isNamed = (found: readonly string[], kind: string, word: string): boolean =>
  found.some((text) => text.startsWith(`${kind}: `) && text.includes(word));

describe("no image, host or privilege without a risk", () => {
  it("in a changed object", () => {
    let made = 0;
    fc.assert(
      fc.property(tree, fc.nat(9999), fc.nat(99), randomMutation, (before, file, part, { kind, word, change }) => {
        const fits = [...before].filter(([path]) => path.endsWith(".yaml") && !path.endsWith("versions.yaml"));
        const start = file % fits.length;
        for (const [path, text] of [...fits.slice(start), ...fits.slice(0, start)]) {
          const object = load(text);
          if (!isRecord(object) || !change({ ...object }, part)) continue;
          const copy = load(text) as Record<string, unknown>;
          change(copy, part);
          const after = new Map([...before, [path, toYaml(copy)]]);
          // An object may have the trait already, such as a node agent that runs as root.
          const known = isNamed(risksBetween(new Map(), new Map([[path, text]])), kind, word);
          if (!known) expect(isNamed(risksBetween(before, after), kind, word) ? "" : `${path}: ${kind} ${word}`).toBe("");
          made += 1;
          return;
        }
      }),
      RUNS,
    );
    expect(made).toBeGreaterThan(350);
  });

  it("in a new file, or behind an object in its file", () => {
    fc.assert(
      fc.property(tree, fc.nat(9999), randomAddition, fc.boolean(), (before, file, { kind, word, name, text }, behind) => {
        const paths = [...before.keys()].filter((path) => path.endsWith(".yaml") && !path.endsWith("versions.yaml"));
        const path = paths[file % paths.length] ?? "";
        const isBehind = behind && name.endsWith("l");
        const after = isBehind
          ? new Map([...before, [path, `${before.get(path) ?? ""}---\n${text}`]])
          : new Map([...before, [path.replace(/[^/]+$/, name), text]]);
        expect(isNamed(risksBetween(before, after), kind, word) ? "" : `${path}: ${kind} ${word}\n${text}`).toBe("");
      }),
      RUNS,
    );
  });

  it("in an entry of a lock", () => {
    const entry = fc.record({ index: fc.nat(99), number: fc.integer({ min: 11, max: 99 }) });
    fc.assert(
      fc.property(tree, entry, (before, { index, number }) => {
        const locks = [...before].filter(([path]) => path.endsWith("/versions.yaml"));
        const [path = "", text = ""] = locks[index % locks.length] ?? [];
        const image = `evil${number}.example.net/app`;
        const changed = text.replace(/^( {2}image: .*\n)?(?= {2}(?:release|seq|tag): )/m, `  image: ${image}\n`);
        fc.pre(changed !== text);
        expect(risksBetween(before, new Map([...before, [path, changed]]))).toContain(`image: runs images of ${image}`);
      }),
      RUNS,
    );
  });
});
