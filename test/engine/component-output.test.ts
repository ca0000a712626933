import { describe, expect, it } from "vitest";
import { HAS_ENGINE, logLines } from "./engine.ts";
import { PULUMI, sampleProject } from "./component-fleet.ts";

/** Runs `up` in the sample fleet, whose component has this first statement, in line 5. */
function up(statement: string, ...flags: readonly string[]) {
  const project = sampleProject();
  project.edit("components/dashboards.ts", "const { helm }", `${statement}\n  const { helm }`);
  return project.run(["up", "--stack", "staging", ...flags], PULUMI);
}

describe.skipIf(!HAS_ENGINE)("the output of a component", { timeout: 120_000 }, () => {
  it.each<readonly [title: string, statement: string, output: RegExp]>([
    [
      "in a timer, in a nested call",
      'const f = (n: number): void => { if (n > 0) f(n - 1); else throw new TypeError("no luck"); }; setTimeout(() => f(8), 200);',
      // If the engine is still running, Pulumi reports the error to it.
      /^(?:failed staging: uncaught| ) TypeError: no luck \(components\/dashboards\.ts:5:68\)\n1 stack failed/m,
    ],
    [
      "in a timer a value that is not an error",
      "setTimeout(() => { throw { code: 5 }; });",
      /^failed staging: uncaught \{ code: 5 \}\n1 stack failed/m,
    ],
    [
      "in a promise that it does not await",
      'void Promise.reject(new Error("no luck"));',
      /^failed staging: the engine failed\n {2}no luck \(components\/dashboards\.ts:5:23\)\n1 stack failed/m,
    ],
    [
      "in such a promise a value that is not an error",
      'void Promise.reject("no luck");',
      /^failed staging: uncaught "no luck"\n1 stack failed/m,
    ],
    [
      "a value that is not an error",
      "throw { code: 5 };",
      /^failed staging: the engine failed\n {2}the component "dashboards" failed: \{ code: 5 \}\n1 stack failed/m,
    ],
    ["nothing, and calling process.exit", "process.exit(0);", /^failed staging: its process called process\.exit\n1 stack failed/m],
  ])("after throwing %s", (_title, statement, output) => {
    const { status, stdout } = up(statement);
    expect(status).toBe(3);
    expect(stdout).toMatch(output);
  });

  it("a warning is in the summary once, and printed lines are on standard error", () => {
    const statement = `const { log } = await import("@pulumi/pulumi");
  for (const _ of [1, 2]) await log.warn("mind the gap");
  console.log("out\\nof the way");
  for (let n = 0; n < 120; n += 1) console.log(n);`;
    const { status, stdout, stderr } = up(statement);
    expect([status, stdout.split("\n").filter((line) => /gap|way/.test(line))]).toEqual([0, ["warning staging: mind the gap"]]);
    const printed = ["out", "of the way", ...Array.from({ length: 98 }, (_, n) => String(n)), "... and 22 more lines", "rendered in 0 s"];
    expect(logLines(stderr)).toEqual(printed.map((line) => `staging: ${line}`).sort());
  });

  it("closing the connection fails only its own stack", () => {
    const project = sampleProject();
    project.edit("components/dashboards.ts", "const { helm }", "process.disconnect();\n  const { helm }");
    project.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
    project.commitAll();
    const { status, stdout } = project.run(["up"], PULUMI);
    expect([status, stdout.split("\n").filter((line) => /failed/.test(line))]).toEqual([
      3,
      [
        "failed staging: its process ended with SIGKILL: error: something in it has closed its connection (process.disconnect)",
        "1 stack failed: the generated files of staging stay unchanged",
      ],
    ]);
  });

  it("standard output has only the result", () => {
    const { status, stdout, stderr } = up('console.error("hello");', "--json");
    expect([status, JSON.parse(stdout).engine.stacks.length, logLines(stderr)]).toEqual([
      0,
      1,
      ["staging: hello", "staging: rendered in 0 s"],
    ]);
  });
});
