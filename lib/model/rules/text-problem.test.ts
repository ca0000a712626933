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

  it("but tabs and line ends are none", () => {
    expect(problemsWith({ args: ["a\tb\r\nc"], files: { "/etc/a": "a\tb\r\nc" } })).toEqual([]);
  });
});
