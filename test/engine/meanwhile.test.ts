import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockLine, recordCart } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { ChangedFleet, faultyEngine, NOTHING_LEFT } from "./changed-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";
import { until } from "../processes.ts";
import { SAMPLE } from "../sample-size.ts";

const STACKS = ["latest", "staging"] as const;

/** Starts `up`, which stops in the engine of staging until `end` is called. */
async function startBlockedUp() {
  const fleet = new ChangedFleet(STACKS);
  const directory = temporaryDirectory();
  const [reached, open] = [join(directory, "reached"), join(directory, "open")];
  const wait = `touch '${reached}'; while [ ! -e '${open}' ]; do sleep 0.1; done`;
  const faults = faultyEngine({ pulumi: { staging: `case "$*" in *" up "* | "up "*) ${wait} ;; esac` } });
  const { done } = fleet.project.start(fleet.command("--parallel", "4"), fleet.environment(faults));
  await until("the engine of staging runs", () => (existsSync(reached) ? true : undefined));
  const end = async () => {
    writeFileSync(open, "");
    return done;
  };
  return { fleet, end };
}

describe.skipIf(!HAS_ENGINE)("a file that changes while the engine runs is not overwritten", { timeout: 180_000 }, () => {
  it("a newer up keeps its locks", async () => {
    const { fleet, end } = await startBlockedUp();
    const { project } = fleet;
    recordCart(project, "v0.10.8", 3_000_000_000_000);
    expect(project.run(["up", "--engine", "embedded"]).status).toBe(0);
    const further = project.snapshot();
    const { status, stderr } = await end();
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^error: \d+ files changed during this run; nothing was written$/m)]);
    expect(project.snapshot()).toEqual(further);
    expect(STACKS.map((stack) => /tag: (\S+)\}/.exec(lockLine(project, stack))?.[1])).toEqual(STACKS.map(() => "v0.10.8"));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    project.commitAll("Both");
    expect(project.run(["plan"]).stdout).toContain(`${SAMPLE.services} services on 4 stacks: ${SAMPLE.entries} keep (`);
  });

  it("a line that somebody adds to an unchanged file is not lost", async () => {
    const { fleet, end } = await startBlockedUp();
    const file = "pulumi-gen/latest/services/frontend/deployment-frontend.yaml";
    fleet.project.write(file, `${fleet.project.read(file)}# mine\n`);
    const before = fleet.project.snapshot();
    const { status, stderr } = await end();
    expect([status, stderr.split("\n").filter((line) => line.includes("changed during"))]).toEqual([
      1,
      [`${file}: changed during this run`, "error: 1 file changed during this run; nothing was written"],
    ]);
    expect(fleet.project.snapshot()).toEqual(before);
  });
});
