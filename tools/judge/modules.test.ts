import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exemptions } from "./exemptions.ts";
import { kubernetesMinor, minimumGo, programs, schemaModules } from "./modules.ts";

const read = (...parts: readonly string[]): string => readFileSync(join(import.meta.dirname, ...parts), "utf8");
const goMod = read("go.mod");
const docs = read("..", "..", "docs", "judge.md");

test("kube-score gets the Kubernetes version of the schemas", () => {
  const [builtin] = schemaModules;
  expect(builtin?.version.startsWith(`${kubernetesMinor()}.`)).toBe(true);
  expect(() => kubernetesMinor([])).toThrow("modules.ts has no module of built-in kinds");
});

test("go.mod requires the Go version of the messages and pins each program as a tool", () => {
  expect(/^go (\S+)$/m.exec(goMod)?.[1]).toBe(minimumGo);
  const [, tools = ""] = /^tool \(\n([^)]*)\)/m.exec(goMod) ?? [];
  expect(tools.trim().split(/\s+/)).toEqual(Object.values(programs).toSorted());
});

describe.each(schemaModules)("$path", ({ path, version, sum }) => {
  test("is pinned by hash", () => {
    expect(/^h1:[A-Za-z0-9+/]{43}=$/.test(sum)).toBe(true);
  });

  test("is listed in docs/judge.md with its version", () => {
    expect(docs.includes(`| \`${path}\` | ${version} |`)).toBe(true);
  });
});

test.each(exemptions)("docs/judge.md gives the reason of $check", ({ tool, check, reason }) => {
  expect(docs.includes(`| ${tool} | \`${check}\` | ${reason} |`)).toBe(true);
});
