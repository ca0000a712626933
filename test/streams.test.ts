import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { shell } from "./shell.ts";

/** Creates a project without a history, with one manifest to write. Before `up` writes, it prints a note on standard error. */
function outdated(): TestProject {
  const project = new TestProject();
  project.edit("services/cartservice.ts", "max: 10", "max: 12");
  return project;
}

const NO_SPACE = [
  "error: standard output cannot be written: ENOSPC: no space left on device, write",
  "hint: check free space (df) and permissions (ls -ld), then try again",
  "",
].join("\n");

const WRITTEN = "pulumi-gen/staging/services/cartservice/horizontalpodautoscaler-cartservice.yaml";

describe("a run whose reader has gone finishes its work", () => {
  it.each([
    ["of both", "fairlead up 2>&1 | true", 0],
    ["of both, after the first line", "fairlead up 2>&1 | head -1", 0],
    ["of the results", "fairlead up | true", 0],
    ["of the progress", "fairlead up 2>&1 >/dev/null | true", 0],
    ["of nothing, as there was none from the start", "fairlead up >&- 2>&-", 0],
    ["of the progress, which is a full disk", "fairlead up 2>/dev/full", 0],
  ])("%s", (_title, line, status) => {
    const project = outdated();
    expect(shell(project, line).status).toBe(status);
    expect(project.read(WRITTEN)).toMatch("maxReplicas: 12");
  });

  it("and its exit code is still that of its work", () => {
    expect(shell(outdated(), "fairlead check | true").status).toBe(1);
    expect(shell(outdated(), "fairlead check --json --stack nope 2>&1 | true").status).toBe(3);
  });
});

describe.skipIf(!existsSync("/dev/full"))("results that a full disk refuses are an error", () => {
  it.each([
    ["up, which has done its work", "fairlead up >/dev/full 2>&1", 3, ""],
    ["up --json", "fairlead up --json >/dev/full 2>/dev/null", 3, ""],
    ["check, which is no check that said no", "fairlead check >/dev/full", 3, NO_SPACE],
    ["explain", "fairlead explain latest/cartservice scale.max >/dev/full", 3, NO_SPACE],
    ["--help", "fairlead --help >/dev/full", 3, NO_SPACE],
    ["diff --exit-code", "fairlead diff --exit-code >/dev/full", 3, NO_SPACE],
    ["what had failed before, with its own code", "fairlead check --bogus --json >/dev/full 2>/dev/null", 2, ""],
  ])("%s", (_title, line, status, stderr) => {
    expect(shell(outdated(), line)).toEqual({ status, stdout: "", stderr });
  });

  it("also where the beginning of them fits", () => {
    const project = outdated();
    const { status, stderr } = shell(project, "ulimit -f 1; fairlead --help > help.txt");
    expect([status, stderr.split(",")[0]]).toEqual([3, "error: standard output cannot be written: EFBIG: file too large"]);
    const [beginning, whole] = [project.read("help.txt"), project.run(["--help"]).stdout];
    expect([beginning.length > 0, beginning.length < whole.length, whole.startsWith(beginning)]).toEqual([true, true, true]);
  });
});
