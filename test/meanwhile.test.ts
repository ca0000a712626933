import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withLockFile } from "../lib/system/lock-file.ts";
import { BIN, lockLine, recordCart, TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

const FRONTEND = "pulumi-gen/staging/services/frontend/deployment-frontend.yaml";
const LOCK = "pulumi-gen/staging/versions.yaml";

/** Runs a command while this process holds the lock, lets something happen once the command waits, and releases the lock. */
async function runWaiting(project: TestProject, args: readonly string[], happens: () => void): Promise<readonly [number | null, string]> {
  const scratch = join(project.root, ".fairlead");
  mkdirSync(scratch, { recursive: true });
  const { ended, stderr } = await withLockFile(join(scratch, "render.lock"), {}, async () => {
    const command = startCommand(project, args);
    await Promise.race([command.waits, command.ended]);
    happens();
    return command;
  });
  const status = await ended;
  return [status, stderr().replace(/^waiting for another render.*\n/, "")];
}

/** Starts a command. `waits` resolves once it says that it waits for another one. */
function startCommand(project: TestProject, args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: project.root, env: { ...process.env, FAIRLEAD_ENGINE: "embedded" } });
  let stderr = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const waits = new Promise((resolve) =>
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (stderr.includes("waiting for another render")) resolve(undefined);
    }),
  );
  return { ended, waits, stderr: () => stderr };
}

const refusal = (...files: readonly string[]): string =>
  [
    ...files.map((file) => `${file}: changed during this run`),
    `error: ${files.length === 1 ? "1 file" : `${files.length} files`} changed during this run; nothing was written`,
    "hint: git diff pulumi-gen shows the other changes; then run the command again",
    "",
  ].join("\n");

describe("a file that changes during a command is not overwritten", () => {
  /** Returns a fleet with a new release of cartservice and a changed memory limit. */
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
  ])("an edit of %s does not stop it", async (_title, args, file) => {
    const project = changed();
    expect(await runWaiting(project, args, () => byHand(project, file))).toEqual([0, ""]);
    expect(project.read(file)).toMatch(/# mine\n$/);
  });

  it("up keeps the locks of another up that was newer, and the next one takes nothing back", async () => {
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
    expect(project.run(["plan"]).stdout).toContain(`${SAMPLE.services} services on 4 stacks: ${SAMPLE.entries} keep (`);
  });

  it("up has nothing to do if another up has just written the same tree", async () => {
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
