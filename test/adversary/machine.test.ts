import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findAllOnPath } from "../../lib/system/find-program.ts";
import { FakeMachine } from "../fake-engine.ts";
import { BIN, environment, type Outcome, type TestProject } from "../project.ts";
import { recordBuild, victim } from "./victim.ts";

/** A user that no machine has. */
const USER = 12_345;
const SETPRIV = findAllOnPath("setpriv", process.env)[0];
const IS_ROOT = process.getuid?.() === 0 && SETPRIV !== undefined;

/** Returns a victim that belongs to the user, with build 3 to deploy. */
function ownedVictim(): TestProject {
  const project = victim();
  recordBuild(project, 3);
  spawnSync("chown", ["--recursive", `${USER}:${USER}`, project.root]);
  for (const directory of [dirname(project.root), dirname(dirname(project.root))]) chmodSync(directory, 0o711);
  return project;
}

/** Runs a command as the user. @param home undefined for none */
function runAs({ root }: TestProject, args: readonly string[], home?: string): Outcome {
  const user = [`--reuid=${USER}`, `--regid=${USER}`, "--clear-groups"];
  const { XDG_CACHE_HOME: _cache, NODE_COMPILE_CACHE: _compiled, ...env } = environment({});
  const options = { cwd: root, env: { ...env, HOME: home }, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(SETPRIV ?? "", [...user, process.execPath, BIN, ...args], options);
  return { status, stdout, stderr };
}

/** Makes a directory that belongs to another user. */
function directoryOfOther({ root }: TestProject, path: string, owner = 0): void {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, "file"), "");
  chownSync(join(root, path), owner, owner);
}

describe.skipIf(!IS_ROOT)("a user of a container", { timeout: 60_000 }, () => {
  it.each<readonly [title: string, home: (project: TestProject) => string | undefined]>([
    ["without a home", () => undefined],
    ["with a home that does not exist", () => "/nonexistent"],
    ["with a home that is not writable", () => "/"],
    ["with a home that is a file", ({ root }) => join(root, "package.json")],
  ])("%s needs none", (_title, home) => {
    const project = ownedVictim();
    expect(runAs(project, ["up"], home(project))).toMatchObject({ status: 0, stderr: "" });
    expect(runAs(project, ["check"], home(project))).toMatchObject({ status: 0 });
  });

  it.each<readonly [title: string, attack: (project: TestProject) => void, exit: number, says: RegExp]>([
    [
      "the scratch directory of another user",
      (project) => directoryOfOther(project, ".fairlead", 65_534),
      3,
      /\.fairlead belongs to another user \(uid 65534\)/,
    ],
    [
      "what a run of another user left there",
      (project) => {
        directoryOfOther(project, ".fairlead", USER);
        directoryOfOther(project, `.fairlead/engine-${hostname().replace(/[^A-Za-z0-9]/g, "")}-999999999`);
        directoryOfOther(project, `.fairlead/tree-${hostname().replace(/[^A-Za-z0-9]/g, "")}-999999999`);
      },
      0,
      /2 advance/,
    ],
    [
      "a file of another user in the tree",
      (project) => chownSync(join(project.root, "pulumi-gen/prod/versions.yaml"), 0, 0),
      0,
      /2 advance/,
    ],
    [
      "a repository of another user",
      (project) => spawnSync("chown", ["--recursive", "0:0", project.root]),
      3,
      /^error: git cannot read .*: detected dubious ownership in repository .*\nhint: git config --global --add safe\.directory /,
    ],
  ])("meets %s", (_title, attack, exit, says) => {
    const project = ownedVictim();
    attack(project);
    const before = project.snapshot();
    const { status, stdout, stderr } = runAs(project, ["up"]);
    expect([status, stdout + stderr]).toEqual([exit, expect.stringMatching(says)]);
    expect(project.snapshot()).toEqual(exit === 0 ? expect.anything() : before);
  });
});

it("a program on PATH that is called pulumi gets no token", () => {
  const machine = new FakeMachine();
  const seen = machine.path("seen");
  writeFileSync(machine.path("bin", "pulumi"), `#!/bin/sh\nexport > ${seen}\necho v3.259.0\n`, { mode: 0o755 });
  const secret = {
    GITHUB_TOKEN: "t0ken",
    PULUMI_ACCESS_TOKEN: "t0ken",
    GOOGLE_APPLICATION_CREDENTIALS: "/t0ken",
    NPM_TOKEN: "t0ken",
    GOPROXY: "https://u:t0ken@proxy",
  };
  const PATH = `${machine.path("bin")}:${machine.path("tools")}`;
  const { stdout } = victim().run(["engine", "status"], { env: { PATH, HOME: machine.home, XDG_CACHE_HOME: "", ...secret } });
  expect(stdout).toMatch(/no Kubernetes provider/);
  expect(readFileSync(seen, "utf8")).toContain(machine.home);
  expect(readFileSync(seen, "utf8")).not.toContain("t0ken");
});
