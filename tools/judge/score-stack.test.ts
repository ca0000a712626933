import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseManifests } from "./manifest.ts";
import { scoreStack } from "./score-stack.ts";

const home = mkdtempSync(join(tmpdir(), "judge-score-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Fails like kube-score: on an unreadable object, and on a pair in which one refers to the other. */
const program = join(home, "kube-score");
writeFileSync(
  program,
  `#!${process.execPath}
const input = require("node:fs").readFileSync(0, "utf8");
const fail = (why) => { console.error("Failed to score files: " + why); process.exit(1); };
if (input.includes("broken")) fail("cannot unmarshal");
if (input.includes("budget") && input.includes("deployment")) fail("not a selector");
const sources = [...input.matchAll(/^# Source: (.*)$/gm)].map(([, source]) => source);
console.log(JSON.stringify(sources.map((file_name) => ({ file_name, checks: [] }))));
`,
);
chmodSync(program, 0o755);

const pod = (name: string) => parseManifests(`${name}.yaml`, `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`);

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["no objects", [], []],
  ["no refusal", ["a", "b", "c"], []],
  ["one of one", ["broken"], ["broken.yaml: cannot unmarshal"]],
  [
    "two of many",
    ["a", "broken-1", "b", "c", "d", "broken-2", "e"],
    ["broken-1.yaml: cannot unmarshal", "broken-2.yaml: cannot unmarshal"],
  ],
  [
    "a pair that is fine apart",
    ["a", "budget", "c", "deployment"],
    ["a.yaml: not a selector (in one of the 4 objects from here to Pod/deployment)"],
  ],
])("%s", async (_, names, findings) => {
  const manifests = names.flatMap(pod);
  const scored = await scoreStack(program, "v1.34", manifests);
  expect(scored.findings.map(({ path, message }) => `${path}: ${message}`)).toEqual(findings);
  expect(scored.known).toEqual(new Set(manifests));
});
