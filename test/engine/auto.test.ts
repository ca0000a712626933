import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { withoutEngine } from "./changed-fleet.ts";
import { sampleProject, TEMPLATE } from "./component-fleet.ts";
import { engine, HAS_ENGINE } from "./engine.ts";

/** Runs `up --engine auto` on staging. @returns the exit code, and the lines that name the writer */
function up(project: TestProject, env: NodeJS.ProcessEnv = {}): readonly unknown[] {
  const { status, stderr } = project.run(["up", "--engine", "auto", "--stack", "staging"], { env });
  return [status, ...stderr.split("\n").filter((line) => /^(?:engine|error): /.test(line))];
}

/** Returns a project in which one service is to be rendered again. */
function withChangedService(): TestProject {
  const project = sampleProject();
  project.edit("services/cartservice.ts", "max: 10", "max: 12");
  return project;
}

/** Returns a project in which the component is to be rendered again. */
function withChangedComponent(): TestProject {
  const project = sampleProject();
  project.edit(TEMPLATE, "Restarts", "Restarts in an hour");
  return project;
}

describe("--engine auto, without an engine", () => {
  it.each<readonly [string, () => TestProject, readonly unknown[]]>([
    [
      "takes the embedded writer, and says so",
      withChangedService,
      [0, "engine: embedded (no Pulumi engine is installed; npx fairlead engine install installs one)"],
    ],
    ["fails if a component needs the engine", withChangedComponent, [3, "error: no Pulumi engine 3.259.0 or later"]],
    ["says nothing if nothing is to be rendered", sampleProject, [0]],
  ])("%s", (_title, make, expected) => {
    expect(up(make(), withoutEngine())).toEqual(expected);
  });
});

describe.skipIf(!HAS_ENGINE)("--engine auto, with an engine, takes it and says so", { timeout: 60_000 }, () => {
  const LINE = /^engine: pulumi \(3\.\d+\.\d+ from .+\)$/;

  it.each<readonly [string, () => TestProject, () => NodeJS.ProcessEnv]>([
    ["if it is installed", withChangedService, () => ({})],
    ["if a component needs it", withChangedComponent, () => ({})],
    ["if PULUMI_BIN names it", withChangedService, () => ({ PULUMI_BIN: engine().pulumi })],
  ])("%s", (_title, make, env) => {
    expect(up(make(), env())).toEqual([0, expect.stringMatching(LINE)]);
  });
});
