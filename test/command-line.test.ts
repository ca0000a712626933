import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runFileName } from "../lib/system/run-leftovers.ts";
import { TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

describe("the command line", () => {
  it.each([
    [["rendr"], 2],
    [["render", "--stakc", "latest"], 2],
    [["render", "extra"], 2],
    [["new", "service", "x", "--port", "0"], 2],
    [["render", "--format", "xml"], 2],
    [["render", "--stack", "lates"], 3],
    [["--help"], 0],
    [["render", "--help"], 0],
    [["--version"], 0],
    [["doctor"], 0],
  ])("ends %j with %i", (args, status) => {
    const project = new TestProject();
    project.commitAll();
    expect(project.run(args).status).toBe(status);
  });

  it("doctor names what a killed run left until the next one that writes, and not what a living one has", () => {
    const project = new TestProject();
    const check = (): string | undefined => /^\S+ +interrupted runs: .*$/m.exec(project.run(["doctor"]).stdout)?.[0];
    // No process has a number above 2^22.
    const [dead, living] = [runFileName("engine", 2 ** 22 + 1), runFileName("engine")];
    for (const name of [dead, living]) project.write(`.fairlead/${name}/latest/objects.json`, "[]");
    expect(check()).toBe(`warning interrupted runs: left ${dead} in ${join(project.root, ".fairlead")}`);
    expect(project.run(["render"]).status).toBe(0);
    expect(check()).toMatch(/^ok +interrupted runs: none$/);
    expect(project.exists(`.fairlead/${living}/latest/objects.json`)).toBe(true);
  });

  it("says where it looked when there is no project", () => {
    const project = new TestProject();
    const { status, stderr } = project.run(["check"], { cwd: "/" });
    expect([status, stderr]).toEqual([3, "error: no fairlead.config.ts in / or above it\nhint: cd <directory of a Fairlead project>\n"]);
  });

  it("gives machines one JSON document, also for an error", () => {
    const project = new TestProject();
    expect(JSON.parse(project.run(["check", "--json"]).stdout)).toEqual({
      upToDate: true,
      stacks: 4,
      objects: SAMPLE.files,
      findings: [],
      unproven: ["staging/collector", "staging/dashboards"],
    });
    const { error }: { error: { code: string } } = JSON.parse(project.run(["check", "--json", "--stack", "nope"]).stdout);
    expect(error.code).toBe("NOT_FOUND");
  });

  it.each<readonly [readonly string[], string, string]>([
    [["up", "--parallel", "x", "--json"], 'parallel: "x" is not a whole number', "fairlead up"],
    [["up", "--bogus", "--json"], "No flag registered for --bogus", "fairlead up"],
    [["--json", "up"], "No command registered for `--json`", "fairlead"],
    [["check", "--json", "extra"], 'Too many arguments, expected 0 but encountered "extra"', "fairlead check"],
    [["up", "--engine", "nope", "--json"], 'Expected "nope" to be one of (auto|pulumi|embedded)', "fairlead up"],
    [["up", "--engine", "nope", "--format", "json"], 'Expected "nope" to be one of (auto|pulumi|embedded)', "fairlead up"],
    [["up", "--engine", "nope", "--format=json"], 'Expected "nope" to be one of (auto|pulumi|embedded)', "fairlead up"],
    [["demo", "--json"], "No flag registered for --json", "fairlead demo"],
    [["rendr", "--json"], "No command registered for `rendr`, did you mean `render`?", "fairlead"],
    [
      ["check", "--format", "xml", "--json"],
      'Expected "xml" to be one of (terminal|json|markdown), did you mean "json" or "terminal"?',
      "fairlead check",
    ],
    [
      ["release", "record", "cartservice", "--image", "x", "--tag", "v1", "--digest", "y", "--json"],
      'digest: "y" is not "sha256:" and 64 hex digits; Expected input for flag --run',
      "fairlead release record",
    ],
  ])("gives machines one JSON document for %j, as for other errors", (args, message, command) => {
    const project = new TestProject();
    const { status, stdout, stderr } = project.run(args);
    const hint = `npx ${command} --help`;
    expect([status, stderr, JSON.parse(stdout)]).toEqual([2, "", { error: { code: "USAGE", message, hint, problems: [] } }]);
  });

  it("tells people the same on standard error, and a pull request in Markdown", () => {
    const project = new TestProject();
    const message = "No flag registered for --bogus";
    const stderr = `error: ${message}\nhint: npx fairlead diff --help\n`;
    expect(project.run(["diff", "--bogus"])).toEqual({ status: 2, stdout: "", stderr });
    expect(project.run(["diff", "--bogus", "--format", "markdown"])).toEqual({
      status: 2,
      stdout: `**Error**: ${message}\n\n\nnpx fairlead diff --help\n`,
      stderr: "",
    });
  });

  it.each([["terminal"], ["markdown"]])("refuses --json together with --format %s", (format) => {
    const { status, stdout } = new TestProject().run(["plan", "--json", "--format", format]);
    const message = `--json and --format ${format} exclude each other`;
    expect([status, JSON.parse(stdout)]).toEqual([2, { error: { code: "USAGE", message, hint: "give one of them", problems: [] } }]);
  });

  it.each([
    ["new service --help", /--port\] +Port that it listens on, from 1 to 65535 \[8080\]/],
    ["release list --help", /--deadline\] +Seconds .*, up to 3600 \[60\]/],
  ])("%s names the range of a number", (line, expected) => {
    expect(new TestProject().run(line.split(" ")).stdout).toMatch(expected);
  });

  it("colours only when told to, or on a terminal", () => {
    const project = new TestProject();
    expect(project.run(["check"]).stdout.includes("\u001b[")).toBe(false);
    expect(project.run(["check"], { env: { FORCE_COLOR: "1" } }).stdout.includes("\u001b[")).toBe(true);
    const both = project.run(["check", "--stack", "latest"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect([both.stdout.includes("\u001b["), both.stderr]).toEqual([false, ""]);
  });
});
