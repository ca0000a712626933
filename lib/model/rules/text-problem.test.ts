import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { configDir, http } from "../../index.ts";

const NUL = "contains a NUL character, which no program can get";
const ESCAPE = "contains the control character \\u001b";

describe("a control character is a problem at its path", () => {
  it.each<readonly [title: string, fields: Fields, problem: string]>([
    ["in an argument", { args: ["a", "b\0"] }, `args.1: ${NUL}`],
    ["in a command", { command: ["a\u001B"] }, `command.0: ${ESCAPE}`],
    ["in a config file", { files: { "/etc/a": "a\0" } }, `files./etc/a: ${NUL}`],
    ["in a directory of files", { volumes: { a: configDir({ path: "/a", files: { a: "\u001B" } }) } }, `volumes.a.files.a: ${ESCAPE}`],
    ["in an annotation", { podAnnotations: { a: "\u001B" } }, `podAnnotations.a: ${ESCAPE}`],
    ["in a header", { health: { readiness: http("http", { headers: { A: "\u001B" } }) } }, `health.readiness.headers.A: ${ESCAPE}`],
    ["in a layer", { tiers: { latest: { args: ["\u007F"] } } }, "tiers.latest.args.0: contains the control character \\u007f"],
    ["in an argument of a job", { jobs: { a: { command: ["a\0"] } } }, `jobs.a.command.0: ${NUL}`],
  ])("%s", (_title, fields, problem) => {
    expect(problemsWith(fields)).toEqual([`services/app.ts: ${problem}`]);
  });

  it.each<readonly [title: string, fields: Fields, problem: string]>([
    ["an argument", { args: ["a", "x".repeat(131_072)] }, "args.1: has 131072 bytes; an argument has at most 131071"],
    ["a Map of calls", { calls: () => new Map() }, "calls: must return an object of endpoints"],
    [
      "a call whose getter fails",
      {
        calls: () => ({
          get a() {
            throw new Error("no");
          },
        }),
      },
      "calls: failed: no",
    ],
  ])("an odd value is a problem: %s", (_title, fields, problem) => {
    expect(problemsWith(fields)).toEqual([`services/app.ts: ${problem}`]);
  });

  it("an address is not a domain", () => {
    expect(problemsWith({}, { domain: "1.2.3.4" })).toEqual(['stacks/latest.ts: domain: "1.2.3.4" is not a DNS name']);
  });

  it("but tabs and line ends are none", () => {
    expect(problemsWith({ args: ["a\tb\r\nc"], files: { "/etc/a": "a\tb\r\nc" } })).toEqual([]);
  });
});
