import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf } from "../../test/fleets.ts";
import { randomFleet } from "../../test/random-fleet.ts";
import type { Lock } from "../resolve/lock.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { parseLock } from "../render/parse-lock.ts";
import { diffTrees, isEmptyDiff, type TreeDiff } from "./diff.ts";
import { groupChanges } from "./group.ts";

const differing = (before: Tree, after: Tree): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();

/** Fails without shrinking, because fleets are large and shrinking takes minutes. */
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });

type Edit = (text: string, others: readonly string[]) => string | undefined;

/** An edit by people or merges of a generated file. */
const edit = fc.constantFrom<readonly [string, Edit]>(
  ["delete", () => undefined],
  ["garbage", () => "a: [\n"],
  ["comment", (text) => `# mine\n${text}`],
  ["another object", (_text, others) => others[0]],
  ["a value", (text) => text.replace("managed-by: fairlead", "managed-by: hand")],
);

/** A tree, and its successor after releases, a removed service and edits by hand. */
const trees = fc
  .record({
    random: randomFleet,
    released: fc.array(fc.nat(9), { maxLength: 3 }),
    gone: fc.nat(9),
    goes: fc.boolean(),
    edits: fc.array(fc.tuple(fc.nat(999), edit), { maxLength: 6 }),
    stray: fc.boolean(),
  })
  .map(({ random: { fleet, locks }, released, gone, goes, edits, stray }) => {
    const model = modelOf(fleet);
    const before = renderTree(model, locks).tree;
    const names = fleet.services.map(({ service: { name } }) => name);
    const bumped = new Set(released.map((index) => names[index % names.length]));
    const newer = (lock: Lock): Lock =>
      new Map([...lock].map(([name, entry]) => [name, bumped.has(name) ? { ...entry, tag: `${entry.tag}-2` } : entry]));
    const after = new Map(renderTree(model, new Map([...locks].map(([stack, lock]) => [stack, newer(lock)]))).tree);
    const lost = names[gone % names.length] ?? "";
    const mine = (path: string): boolean => path.includes(`/services/${lost}/`) || path.endsWith(`/applications/${lost}.yaml`);
    if (goes) for (const path of [...after.keys()].filter(mine)) after.delete(path);
    // `released` edits the locks.
    const paths = [...after.keys()].filter((path) => !path.endsWith("/versions.yaml")).sort();
    for (const [index, [, change]] of edits) {
      const path = paths[index % paths.length] ?? "";
      const text = change(after.get(path) ?? "", [...before.values()].slice(index % before.size));
      if (text === undefined) after.delete(path);
      else after.set(path, text);
    }
    if (stray) after.set("latest/services/notes.txt", "buy milk\n");
    const shown = () =>
      differing(before, after)
        .map((path) => `${before.has(path) ? "-" : ""}${after.has(path) ? "+" : ""} ${path}`)
        .join(", ");
    return { before, after, [fc.toStringMethod]: shown };
  });

const isLock = (path: string): boolean => /^[^/]+\/versions\.yaml$/.test(path);
const pathsOf = ({ changes }: TreeDiff): readonly string[] =>
  changes.flatMap(({ object, from }) => [...new Set([object.path, from?.path ?? object.path])]);

describe("the difference of any two trees", () => {
  it("is empty for equal trees", () => {
    fc.assert(
      fc.property(trees, ({ after }) => {
        expect(isEmptyDiff(diffTrees(after, new Map(after)))).toBe(true);
      }),
      runs(30),
    );
  });

  it("has every file that differs once: as a change or in a release", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const diff = diffTrees(before, after);
        const files = differing(before, after).filter((path) => !isLock(path));
        const shown = new Set(pathsOf(diff));
        const folded = files.filter((path) => !shown.has(path));
        expect([...shown].filter((path) => !files.includes(path))).toEqual([]);
        expect(folded.length).toBe(diff.releases.reduce((sum, { objects }) => sum + objects, 0));
        const places = new Set(diff.releases.flatMap(({ service, stacks }) => stacks.map((stack) => `${stack}/${service}`)));
        const strangers = folded.filter((path) => {
          const [stack = "", , service = ""] = path.split("/");
          return !places.has(`${stack}/${service.replace(/\.yaml$/, "")}`);
        });
        expect(strangers).toEqual([]);
      }),
      runs(40),
    );
  });

  it("shows a file twice only if one object replaced another", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const { changes } = diffTrees(before, after);
        const seen = changes.flatMap(({ action, object, from }) =>
          action === "moved" ? [`- ${from?.path}`, `+ ${object.path}`] : [`${action === "removed" ? "-" : "+"} ${object.path}`],
        );
        expect(new Set(seen).size).toBe(seen.length);
      }),
      runs(30),
    );
  });

  it("has every lock entry that differs: alone, in a release, or with its service", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const { releases, changes, locks } = diffTrees(before, after);
        const named = new Set([
          ...releases.flatMap(({ service, stacks }) => stacks.map((stack) => `${stack}/${service}`)),
          ...changes.map(({ object }) => `${object.stack}/${object.service ?? ""}`),
          ...locks.map(({ stack, service }) => `${stack}/${service}`),
        ]);
        for (const path of differing(before, after).filter(isLock)) {
          const [left, right] = [before, after].map((tree) => parseLock(tree.get(path) ?? "", path).lock);
          const services = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
          const changed = services.filter((service) => left?.get(service)?.tag !== right?.get(service)?.tag);
          expect(changed.filter((service) => !named.has(`${path.split("/")[0]}/${service}`))).toEqual([]);
        }
      }),
      runs(25),
    );
  });

  it("begins with removals, stateful objects first", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const order = ["removed", "moved", "changed", "created"];
        const ranks = diffTrees(before, after).changes.map(({ action, object }) => order.indexOf(action) * 2 + (object.stateful ? 0 : 1));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
      runs(25),
    );
  });

  it("puts every change into one group with equal members", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const { changes } = diffTrees(before, after);
        const groups = groupChanges(changes);
        expect(new Set(groups.flatMap(({ members }) => members))).toEqual(new Set(changes));
        expect(groups.reduce((sum, { members }) => sum + members.length, 0)).toBe(changes.length);
        for (const { action, stateful, members } of groups) {
          expect(members.every((each) => each.action === action && each.object.stateful === stateful)).toBe(true);
        }
      }),
      runs(25),
    );
  });

  it("names every stateful object that is gone", () => {
    fc.assert(
      fc.property(trees, ({ before, after }) => {
        const { changes } = diffTrees(before, after);
        const removed = changes.flatMap(({ action, object }) => (action === "removed" ? [object.path] : []));
        // An object that moved to another file still exists.
        const moved = changes.filter(({ action }) => action === "moved").map(({ object, from }) => ({ object, from: from ?? object }));
        const named = new Set([...removed, ...moved.flatMap(({ object, from }) => (object.name === from.name ? [from.path] : []))]);
        const renamed = moved.filter(({ object, from }) => object.stateful && object.name !== from.name);
        const gone = [...before.keys()].filter(
          (path) => /\/(?:externalsecret|persistentvolumeclaim|namespace)-/.test(path) && !after.has(path),
        );
        expect([gone.filter((path) => !named.has(path)), renamed]).toEqual([[], []]);
      }),
      runs(30),
    );
  });
});
