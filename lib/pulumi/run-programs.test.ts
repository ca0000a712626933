import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { processesOf } from "../../test/engine/processes.ts";
import { runFileName } from "../system/run-leftovers.ts";
import { until } from "../../test/processes.ts";
import type { Engine } from "./engine/engine.ts";
import { renderProgram } from "./programs/render/render-program.ts";
import { runPrograms, type RunProgramsOptions } from "./run-programs.ts";
import { leftIn } from "../../test/left-in-scratch.ts";

/** Makes a directory with an engine that is a shell script. @param up its commands for `pulumi up` */
function makeEngine(up: string) {
  const root = temporaryDirectory("stacks");
  const pulumi = join(root, "pulumi");
  const log = join(root, "calls");
  writeFileSync(log, "");
  const script = `called() { echo "$1" >> ${log}; }\ncalled "$1"\ncase "$1" in version) echo v3.259.0 ;; up) ${up} ;; esac\n`;
  writeFileSync(pulumi, `#!/bin/sh\n${script}`, { mode: 0o755 });
  const engine: Engine = { pulumi, version: "3.259.0", source: "PULUMI_BIN", kubernetes: undefined, plugins: root };
  return { root, scratch: join(root, "scratch"), engine, calls: () => readFileSync(log, "utf8").split("\n").slice(0, -1) };
}

const run = async (stacks: readonly string[], options: Pick<RunProgramsOptions, "engine" | "scratch"> & Partial<RunProgramsOptions>) => {
  const programs = stacks.map((stack) => [stack, renderProgram({ stack, objects: [] }, { name: "shop" }, () => undefined)] as const);
  const outcomes = await runPrograms(new Map(programs), {
    env: process.env,
    signal: new AbortController().signal,
    timeLimitMs: 60_000,
    parallel: 2,
    onProgress: () => undefined,
    onEnd: () => undefined,
    ...options,
  });
  return Object.fromEntries([...outcomes].map(([stack, each]) => [stack, each.outcome === "failed" ? each.message : each.outcome]));
};

describe("runPrograms", () => {
  it("kills an engine that ignores the interrupt, and everything that it started", async () => {
    const { root, scratch, engine, calls } = makeEngine("trap '' INT TERM; sleep 600 & called deaf; sleep 600");
    const controller = new AbortController();
    const failed = run(["latest"], { engine, scratch, signal: controller.signal, graceMs: 200 });
    await until("the engine ignores signals", () => calls().includes("deaf"));
    controller.abort();
    expect(await failed).toEqual({ latest: "interrupted" });
    expect([processesOf(root), leftIn(scratch)]).toEqual([[], []]);
  });

  it("stops a program at its time limit, with everything that it started", async () => {
    const { root, scratch, engine } = makeEngine("sleep 600 & sleep 600");
    const failed = await run(["latest"], { engine, scratch, timeLimitMs: 2000, graceMs: 200 });
    expect(failed).toEqual({ latest: "took longer than 2 s" });
    expect([processesOf(root), leftIn(scratch)]).toEqual([[], []]);
  });

  it("runs the engine once for the stack and once for its objects, and does not ask for its version again", async () => {
    const { scratch, engine, calls } = makeEngine("exit 0");
    await run(["latest"], { engine, scratch });
    expect(calls()).toEqual(["stack", "up"]);
  });

  it("starts nothing after an interrupt, and reports each program", async () => {
    const { scratch, engine, calls } = makeEngine("exit 0");
    const outcomes = await run(["latest", "staging"], { engine, scratch, signal: AbortSignal.abort() });
    expect(outcomes).toEqual({ latest: "interrupted", staging: "interrupted" });
    expect(calls()).toEqual([]);
  });

  it("removes the directory of a killed run, and keeps that of a living one", async () => {
    const { scratch, engine } = makeEngine("exit 0");
    // Process 1 lives; no process has a number above 2^22.
    for (const name of [
      runFileName("engine", 1),
      runFileName("engine", 4_194_305),
      runFileName("engine"),
      "engine-build7-4194305",
      "staging-7",
    ])
      mkdirSync(join(scratch, name, "latest"), { recursive: true });
    await run([], { engine, scratch });
    expect(leftIn(scratch)).toEqual([runFileName("engine", 1), "engine-build7-4194305", "staging-7"].sort());
  });

  it("names the directory that it cannot write", async () => {
    const { root, engine } = makeEngine("exit 0");
    const scratch = join(root, "calls");
    await expect(run(["latest"], { engine, scratch })).rejects.toThrowError(
      expect.objectContaining({
        code: "WRITE",
        message: `cannot write to ${scratch}: EEXIST: file already exists, mkdir '${scratch}'`,
      }),
    );
  });
});
