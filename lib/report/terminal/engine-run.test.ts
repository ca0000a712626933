import { expect, it } from "vitest";
import pc from "picocolors";
import type { Diagnostic } from "../../pulumi/process/protocol.ts";
import { markdownReporter } from "../markdown/markdown.ts";
import { terminalReporter } from "./terminal.ts";
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

const REPORTERS = { terminal: terminalReporter(pc.createColors(false)), markdown: markdownReporter() };

const linesOf = (stacks: readonly EngineStack[], format: keyof typeof REPORTERS): readonly string[] => {
  const engine = { engine: { version: "3.259.0", source: "cache", path: "/bin/pulumi" }, stacks, interrupted: false };
  const render = { stacks: 1, files: 98, objects: 98, created: [], changed: [], removed: [], seconds: 1 };
  const result: UpResult = { decisions: [], render, engine, stats: undefined };
  const lines = REPORTERS[format].up(result).split("\n");
  return lines.filter((line) => /warning|failed|more/.test(line));
};

const WARNED = [
  stack("latest", { diagnostics: [warning("mind the gap"), warning("is deprecated", "widget")] }),
  stack("staging", { outcome: "failed", message: "no luck", diagnostics: [warning("came before")] }),
];

it("the summary lists the warnings of rendered stacks and the error of a failed one", () => {
  expect(linesOf(WARNED, "terminal")).toEqual([
    "failed staging: no luck",
    "warning latest: mind the gap",
    "warning latest: widget: is deprecated",
    "1 stack failed: the generated files of staging stay unchanged",
  ]);
});

it("so does the Markdown", () => {
  expect(linesOf(WARNED, "markdown")).toEqual([
    "- **failed** `staging`: no luck",
    "- **warning** `latest`: mind the gap",
    "- **warning** `latest`: `widget`: is deprecated",
  ]);
});

it("a long list of warnings is cut, and the rest is counted", () => {
  const diagnostics = Array.from({ length: 25 }, (_, number) => warning(`number ${number}`));
  const lines = linesOf([stack("latest", { diagnostics })], "terminal");
  expect([lines.length, lines.at(-1)]).toEqual([21, "... and 5 more of latest; --json lists all"]);
});
