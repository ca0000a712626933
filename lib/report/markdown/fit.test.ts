import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import type { Tree } from "../../render/tree.ts";
import { diffMarkdown } from "./diff.ts";
import { fitSections, MAXIMUM_CHARACTERS } from "./fit.ts";

/** GitHub refuses a longer comment. */
const LIMIT = 65_536;

const claim = (name: string, size: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  size: ${size}\n`;

/** Returns a tree of claims, one for each number. */
const claims = (count: number, size: (at: number) => string): Tree =>
  new Map(
    Array.from({ length: count }, (_, at) => [
      `latest/services/service-${at}/persistentvolumeclaim-data-${at}.yaml`,
      claim(`data-${at}`, size(at)),
    ]),
  );

function textOf(before: Tree, after: Tree): string {
  const diff = diffTrees(before, after);
  return diffMarkdown({ from: "main", to: "HEAD", diff, groups: groupChanges(diff.changes) });
}

describe("10,000 manifests", () => {
  it("that change each in its own way are counted, with the command that lists all", () => {
    const text = textOf(
      claims(10_000, () => "old"),
      claims(10_000, (at) => `new-${at}`),
    );
    expect([text.length < LIMIT, /and \d+ more lines/.test(text), text.includes("npx fairlead diff main HEAD --json")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("that go are counted by kind, those with data first", () => {
    const text = textOf(
      claims(10_000, () => "old"),
      new Map(),
    );
    expect(text.length).toBeLessThan(LIMIT);
    expect(text).toContain("- `PersistentVolumeClaim` **stateful**: 10000 removed");
  });
});

it("50 manifests that go are all named", () => {
  const text = textOf(
    claims(50, () => "old"),
    new Map(),
  );
  expect(
    Array.from({ length: 50 }, (_, at) => `data-${at}`).filter((name) => !text.includes(`\`PersistentVolumeClaim ${name} on latest\``)),
  ).toEqual([]);
});

it("never has more characters than the maximum, and shows every title", () => {
  const section = fc.record({ title: fc.string({ maxLength: 20 }), items: fc.array(fc.string({ maxLength: 3_000 }), { maxLength: 60 }) });
  fc.assert(
    fc.property(fc.array(section, { maxLength: 7 }), fc.integer({ min: 3_000, max: MAXIMUM_CHARACTERS }), (sections, maximum) => {
      const lines = fitSections(["head"], sections, ["all"], maximum);
      const titles = sections.filter(({ items }) => items.length > 0).map(({ title }) => `#### ${title}`);
      expect(lines.join("\n").length).toBeLessThanOrEqual(maximum);
      expect(titles.filter((title) => !lines.includes(title))).toEqual([]);
    }),
  );
});
