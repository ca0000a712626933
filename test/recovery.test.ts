import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordCart, TestProject } from "./project.ts";
import { leftIn } from "./left-in-scratch.ts";

const STAGING = ".fairlead/staging-ci-4711";

/** Returns a project whose last run was killed between two renames, on a file system without an atomic swap. */
function killed(journal: object = { target: "pulumi-gen", built: `${STAGING}/tree`, old: `${STAGING}/old` }): TestProject {
  const project = new TestProject();
  project.commitAll();
  mkdirSync(join(project.root, STAGING), { recursive: true });
  cpSync(join(project.root, "pulumi-gen"), join(project.root, STAGING, "tree"), { recursive: true });
  renameSync(join(project.root, "pulumi-gen"), join(project.root, STAGING, "old"));
  project.write(".fairlead/.gitignore", "*\n");
  project.write(".fairlead/swap.json", JSON.stringify(journal));
  return project;
}

describe("every command recovers a swap that was killed, before it reads", () => {
  it.each<readonly [string, ...string[]]>([
    ["render"],
    ["check"],
    ["plan"],
    ["diff", "HEAD"],
    ["explain", "latest/cartservice", "scale.max"],
    ["up"],
    ["release", "prune"],
    ["doctor"],
  ])("%s %s", (...args) => {
    const project = killed();
    const { status } = project.run(args);
    expect([status, project.git("status", "--porcelain")]).toEqual([0, ""]);
    expect(existsSync(join(project.root, "pulumi-gen/latest/versions.yaml"))).toBe(true);
  });

  it("but a journal that names places outside of the project moves nothing", () => {
    const project = killed({ target: "../elsewhere", built: `${STAGING}/tree`, old: `${STAGING}/old` });
    project.run(["check"]);
    expect(existsSync(join(project.root, "..", "elsewhere"))).toBe(false);
    expect(existsSync(join(project.root, STAGING, "tree"))).toBe(true);
  });
});

describe("release prune needs to know what the stacks run", () => {
  it("refuses without any lock", () => {
    const project = new TestProject();
    project.remove("pulumi-gen");
    expect(project.run(["release", "prune", "--yes"])).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: pulumi-gen/ has no lock, so the releases that stacks run are unknown; nothing is pruned\nhint: npx fairlead up\n",
    });
  });

  it("refuses if the disk lacks a lock that the last commit has", () => {
    const project = new TestProject();
    project.commitAll();
    project.remove("pulumi-gen/latest");
    expect(project.run(["release", "prune", "--yes"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^hint: git checkout HEAD -- pulumi-gen\/latest\/versions.yaml$/m),
    });
  });
});

it("several up at once say that files changed, and never that somebody edited them", { timeout: 120_000 }, async () => {
  const project = new TestProject();
  project.commitAll();
  const messages: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    recordCart(project, `v0.11.${round}`, 2_000_000_000_000 + round);
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => project.start(["up"]).done));
    expect(outcomes.some(({ status }) => status === 0)).toBe(true);
    for (const { status, stderr } of outcomes) {
      expect([0, 1]).toContain(status);
      if (status === 1) messages.push(...stderr.split("\n").filter((line) => line.startsWith("error: ")));
    }
    project.commitAll("Round");
  }
  expect(messages.filter((message) => !/files? changed during this run; nothing was written$/.test(message))).toEqual([]);
  expect(leftIn(join(project.root, ".fairlead"))).toEqual([]);
});

it("a lock file and a staged tree that cannot be removed block no run", () => {
  const project = new TestProject();
  project.run(["render"]);
  mkdirSync(join(project.root, STAGING), { recursive: true });
  writeFileSync(join(project.root, ".fairlead/render.lock"), "{}", { mode: 0o444 });
  project.edit("services/cartservice.ts", "max: 10", "max: 12");
  expect(project.run(["render"]).status).toBe(0);
});
