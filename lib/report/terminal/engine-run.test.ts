import { expect, it } from "vitest";
import pc from "picocolors";
import type { Diagnostic } from "../../pulumi/programs/render/diagnostic.ts";
import { REPORTERS } from "../registry.ts";
import type { EngineStack } from "../../app/engine/engine-run.ts";
import type { UpResult } from "../../app/release/results.ts";

const warning = (message: string, object?: string): Diagnostic => ({ severity: "warning", object, message });

const stack = (name: string, rest: Partial<EngineStack>): EngineStack => ({
  stack: name,
  objects: 3,
  seconds: 2,
  peakBytes: 0,
  outcome: "rendered",
  message: undefined,
  diagnostics: [],
  problems: [],
  ...rest,
});

const said = (stacks: readonly EngineStack[], format: "terminal" | "markdown"): readonly string[] => {
  const engine = { engine: { version: "3.259.0", source: "cache", path: "/bin/pulumi" }, stacks, interrupted: false };
  const render = { stacks: 1, files: 98, objects: 98, created: [], changed: [], removed: [], seconds: 1 };
  const result: UpResult = { decisions: [], render, engine, stats: undefined };
  const lines = REPORTERS[format](pc.createColors(false)).up(result).split("\n");
  return lines.filter((line) => /warning|failed|more/.test(line));
};

const WARNED = [
  stack("latest", { diagnostics: [warning("mind the gap"), warning("is deprecated", "widget")] }),
  stack("staging", { outcome: "failed", message: "no luck", diagnostics: [warning("came before")] }),
];

it("what a rendered stack warns of is in the summary", () => {
  expect(said(WARNED, "terminal")).toEqual([
    "failed staging: no luck",
    "warning latest: mind the gap",
    "warning latest: widget: is deprecated",
    "1 stack failed: what is generated for staging stays as it was",
  ]);
});

it("and in Markdown", () => {
  expect(said(WARNED, "markdown")).toEqual([
    "- **failed** `staging`: no luck",
    "- **warning** `latest`: mind the gap",
    "- **warning** `latest`: `widget`: is deprecated",
  ]);
});

it("many warnings are cut, and counted", () => {
  const diagnostics = Array.from({ length: 25 }, (_, number) => warning(`number ${number}`));
  const lines = said([stack("latest", { diagnostics })], "terminal");
  expect([lines.length, lines.at(-1)]).toEqual([21, "... and 5 more of latest; --json has all"]);
});
