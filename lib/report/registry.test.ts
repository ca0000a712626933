import { expect, it } from "vitest";
import { diffTrees } from "../diff/diff.ts";
import { groupChanges } from "../diff/group.ts";
import { toYaml } from "../render/yaml.ts";
import { REPORTERS } from "./registry.ts";

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const COLORS = { red: tag("red"), green: tag("green"), yellow: tag("yellow"), cyan: tag("cyan"), bold: tag("bold"), dim: tag("dim") };

const object = (kind: string, name: string, value: number): readonly [string, string] => [
  `latest/services/cart/${kind.toLowerCase()}-${name}.yaml`,
  toYaml({ kind, metadata: { name }, spec: { value } }),
];
const diff = diffTrees(
  new Map([object("Service", "cart", 1), object("PersistentVolumeClaim", "data", 1)]),
  new Map([object("Service", "cart", 2), object("Deployment", "cart", 1)]),
);
const result = { from: "HEAD", to: "the specs", diff, groups: groupChanges(diff.changes) };

it("has a form for people, one for machines and one for pull requests", () => {
  expect(Object.keys(REPORTERS)).toEqual(["terminal", "json", "markdown"]);
});

it("paints for people: what goes red, what changes yellow, what comes green", () => {
  expect(REPORTERS.terminal(COLORS).diff(result)).toBe(
    [
      "<red>- removed</red> PersistentVolumeClaim data on latest <bold><red>STATEFUL: its data is deleted with it</red></bold>",
      "<yellow>~ changed</yellow> Service cart on latest",
      "    spec.value: 1 -> 2",
      "<green>+ created</green> Deployment cart on latest",
      "<dim>1 object removed (1 stateful), 1 object changed, 1 object created, from HEAD to the specs</dim>",
      "",
    ].join("\n"),
  );
});

it("paints an error red and what to do about it cyan", () => {
  const failure = { code: "GIT", message: "no repository", hint: "git init", path: undefined, problems: [] };
  expect(REPORTERS.terminal(COLORS).failure(failure)).toBe("<red>error</red>: no repository\n<cyan>hint</cyan>: git init\n");
});

it("paints nothing for machines and for pull requests", () => {
  const texts = [REPORTERS.json().diff(result), REPORTERS.markdown().diff(result)];
  expect(texts.map((text) => text.match(/<\w+>/g))).toEqual([null, null]);
});
