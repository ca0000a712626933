import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const SPEC = "services/cartservice.ts";

/** Adds lines at the end of a spec. Returns the number of the first new line, too. */
function appended(code: string): { readonly project: TestProject; readonly line: number } {
  const project = new TestProject();
  const before = project.read(SPEC);
  project.write(SPEC, `${before}${code}\n`);
  return { project, line: before.split("\n").length };
}

describe("a spec that does more than export its service is named", () => {
  it.each<readonly [string, string, (line: number) => string]>([
    ["it ends the process", "process.exit(0);", (line) => `${SPEC}: line ${line}: does not load: called process.exit(0)`],
    ["it ends the process without a code", "process.exit();", (line) => `${SPEC}: line ${line}: does not load: called process.exit()`],
    ["it waits forever", "await new Promise(() => {});", () => `${SPEC}: does not load: its top-level await never ends`],
    [
      "it ends the process past process.exit",
      "process.reallyExit(0);",
      (line) => `${SPEC}: line ${line}: does not load: called process.reallyExit(0)`,
    ],
    ["it throws a string", 'throw "boom";', () => `${SPEC}: does not load: boom`],
    ["it throws nothing", "throw undefined;", () => `${SPEC}: does not load: undefined`],
  ])("%s", (_title, code, expected) => {
    const { project, line } = appended(code);
    for (const [command, suffix] of [
      ["check", ""],
      ["plan", ""],
      ["up", ", nothing was written"],
    ] as const) {
      const { status, stdout, stderr } = project.run([command]);
      expect([status, stdout, stderr]).toEqual([3, "", `${expected(line)}\nerror: 1 problem${suffix}\n`]);
    }
    const { status, stdout } = project.run(["plan", "--json"]);
    expect([status, JSON.parse(stdout)]).toMatchObject([3, { error: { code: "INVALID_SPEC", problems: [{ file: SPEC }] } }]);
  });

  it("and so is one whose function ends the process later", () => {
    const project = new TestProject();
    project.edit("services/adservice.ts", "PORT: ports.grpc", "PORT: ports.grpc, NONE: process.exit(0)");
    expect(project.run(["check"])).toMatchObject({
      status: 3,
      stderr: "services/adservice.ts: env: failed: called process.exit(0)\nerror: 1 problem\n",
    });
  });
});

it("the output of a spec goes to standard error, so that standard output is the result", () => {
  const { project } = appended('console.log("hi");\nprocess.stdout.write("ho\\n");');
  const { status, stdout, stderr } = project.run(["plan", "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty("outcomes");
  expect(stderr).toMatch(/^hi\nho\n/);
});

describe("a spec that acts after it is loaded never makes a silent success", () => {
  it.each<readonly [string, string, string]>([
    ["a timer ends the process", "setTimeout(() => process.exit(0), 0);", "called process.exit(0)"],
    ["a microtask ends the process", "queueMicrotask(() => process.exit(0));", "called process.exit(0)"],
    ["a timer throws", 'setTimeout(() => { throw new Error("late"); }, 0);', "late"],
    ["a promise rejects", 'Promise.reject(new Error("lost"));', "lost"],
  ])("%s", (_title, code, message) => {
    const { project, line } = appended(code);
    for (const command of ["check", "plan", "render"])
      expect(project.run([command])).toEqual({
        status: 3,
        stdout: "",
        stderr: `${SPEC}: line ${line}: fails while Fairlead runs: ${message}\nerror: 1 problem\n`,
      });
  });

  it("and a timer that repeats does not keep the command for ever", () => {
    const { project } = appended("setInterval(() => undefined, 1000);");
    expect(project.run(["render"])).toMatchObject({ status: 0, stderr: "" });
  });
});

it.each(["check", "plan", "diff", "render"])("%s that ends without a result exits with 70", (command) => {
  // The promise that the command waits for next never settles.
  const { project } = appended("setTimeout(() => { Promise.prototype.then = () => new Promise(() => {}); }, 0);");
  const { status, stdout, stderr } = project.run([command]);
  expect([status, stdout]).toEqual([70, ""]);
  expect(stderr).toMatch("error: the command ended without a result\n");
});
