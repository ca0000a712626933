import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { BIN, lockLine, recordCart, TestProject } from "./project.ts";

const FRONTEND = "pulumi-gen/staging/services/frontend/deployment-frontend.yaml";
const LOCK = "pulumi-gen/staging/versions.yaml";
const RENDER_LOCK = ".fairlead/render.lock";

/** Runs a command that waits for another one to write; meanwhile, something happens. */
async function runWaiting(project: TestProject, args: readonly string[], happens: () => void): Promise<readonly [number | null, string]> {
  project.write(RENDER_LOCK, JSON.stringify({ pid: process.pid, host: hostname(), since: "2026-01-01T00:00:00Z" }));
  const child = spawn(process.execPath, [BIN, ...args], { cwd: project.root, env: { ...process.env, FAIRLEAD_ENGINE: "embedded" } });
  let stderr = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const waits = new Promise((resolve) =>
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (stderr.includes("waiting for another render")) resolve(undefined);
    }),
  );
  await Promise.race([waits, ended]);
  happens();
  project.remove(RENDER_LOCK);
  return [await ended, stderr.replace(/^waiting for another render.*\n/, "")];
}

const refusal = (...files: readonly string[]): string =>
  [
    ...files.map((file) => `${file}: changed while this ran`),
    `error: ${files.length === 1 ? "1 file" : `${files.length} files`} changed while this ran, nothing was written`,
    "hint: run it again; git diff pulumi-gen shows what another run or somebody has written",
    "",
  ].join("\n");

describe("what changes while a command is at work is not written over", () => {
  /** cartservice has a new release, and one memory limit is another. */
  const changed = (): TestProject => {
    const project = new TestProject();
    project.commitAll();
    recordCart(project, "v0.10.7", 2_000_000_000_000);
    project.edit("services/adservice.ts", '"180Mi"', '"190Mi"');
    return project;
  };
  const byHand = (project: TestProject, file: string): void => project.write(file, `${project.read(file)}# mine\n`);

  it.each<readonly [args: readonly string[], file: string]>([
    [["up"], LOCK],
    [["up"], FRONTEND],
    [["up", "--overwrite"], FRONTEND],
    [["up", "--stack", "staging"], FRONTEND],
    [["up", "--service", "cartservice"], LOCK],
    [["render"], LOCK],
    [["render"], FRONTEND],
  ])("%j while somebody edits %s", async (args, file) => {
    const project = changed();
    let before = {};
    const outcome = await runWaiting(project, args, () => {
      byHand(project, file);
      before = project.snapshot();
    });
    expect(outcome).toEqual([1, refusal(file)]);
    expect(project.snapshot()).toEqual(before);
  });

  it.each<readonly [title: string, args: readonly string[], file: string]>([
    ["another stack", ["up", "--stack", "latest"], FRONTEND],
    ["another service", ["up", "--service", "cartservice"], FRONTEND],
  ])("but an edit of %s stands in nobody's way", async (_title, args, file) => {
    const project = changed();
    expect(await runWaiting(project, args, () => byHand(project, file))).toEqual([0, ""]);
    expect(project.read(file)).toMatch(/# mine\n$/);
  });

  it("up leaves the locks of another up that went further, and the next one has nothing to take back", async () => {
    const project = changed();
    const copy = project.nested("copy");
    const outcome = await runWaiting(project, ["up", "--service", "cartservice"], () => {
      for (const each of [project, copy]) recordCart(each, "v0.10.8", 3_000_000_000_000);
      copy.run(["up", "--service", "cartservice"]);
      for (const path of Object.keys(copy.snapshot())) project.write(`pulumi-gen/${path}`, copy.read(`pulumi-gen/${path}`));
    });
    expect(outcome[0]).toBe(1);
    expect(lockLine(project, "staging")).toMatch("v0.10.8");
    project.commitAll("Both");
    expect(project.run(["plan"]).stdout).toMatch(/^11 services on 4 stacks: 41 keep \(/m);
  });

  it("up that wants what another one has just made has nothing to do", async () => {
    const project = changed();
    const copy = project.nested("copy");
    copy.run(["up"]);
    const made = copy.snapshot();
    const outcome = await runWaiting(project, ["up"], () => {
      for (const path of Object.keys(made)) project.write(`pulumi-gen/${path}`, copy.read(`pulumi-gen/${path}`));
    });
    expect([outcome, project.snapshot()]).toEqual([[0, ""], made]);
  });
});
