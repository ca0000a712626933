import { expect, it } from "vitest";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import { toYaml } from "../../render/yaml.ts";
import { jsonReporter } from "../json/json.ts";
import { markdownReporter } from "../markdown/markdown.ts";
import { terminalReporter } from "./terminal.ts";

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

it("paints removals red, changes yellow and new objects green", () => {
  const lines = terminalReporter(COLORS).diff(result).split("\n");
  const isRisk = (line: string): boolean => line.startsWith("<bold><red>!");
  expect(lines.filter(isRisk)).toEqual([
    "<bold><red>! data</red></bold>: <bold>cart on latest</bold>: is deleted with its data (PersistentVolumeClaim data)",
  ]);
  expect(lines.filter((line) => !isRisk(line))).toEqual([
    "<red>- removed</red> PersistentVolumeClaim data on latest <bold><red>STATEFUL: its data is deleted with it</red></bold>",
    "<yellow>~ changed</yellow> Service cart on latest",
    "    spec.value: 1 -> 2",
    "<green>+ created</green> Deployment cart on latest",
    "<dim>1 risk, 1 object removed (1 stateful), 1 object changed, 1 object created, from HEAD to the specs</dim>",
    "",
  ]);
});

it("paints an error red and its hint cyan", () => {
  const failure = { code: "GIT" as const, message: "no repository", hint: "git init", path: undefined, problems: [] };
  expect(terminalReporter(COLORS).failure(failure)).toBe("<red>error</red>: no repository\n<cyan>hint</cyan>: git init\n");
});

it("the other formats have no colours", () => {
  const texts = [jsonReporter().diff(result), markdownReporter().diff(result)];
  expect(texts.map((text) => text.match(/<\w+>/g))).toEqual([null, null]);
});
