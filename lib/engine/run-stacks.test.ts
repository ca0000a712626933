import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { processesOf } from "../../test/engine/processes.ts";
import type { Engine } from "./find.ts";
import { runStacks, type RunStacksOptions } from "./run-stacks.ts";

/** A directory, and in it an engine that is a shell script: what it does with `pulumi up`. */
function makeEngine(up: string) {
  const root = temporaryDirectory("stacks");
  const pulumi = join(root, "pulumi");
  const log = join(root, "calls");
  writeFileSync(log, "");
  writeFileSync(pulumi, `#!/bin/sh\necho "$1" >> ${log}\ncase "$1" in version) echo v3.259.0 ;; up) ${up} ;; esac\n`, { mode: 0o755 });
  const engine: Engine = { pulumi, version: "3.259.0", source: "PULUMI_BIN", kubernetes: undefined, plugins: root };
  return { root, scratch: join(root, "scratch"), engine, calls: () => readFileSync(log, "utf8").split("\n").slice(0, -1) };
}

const run = async (stacks: readonly string[], options: Pick<RunStacksOptions, "engine" | "scratch"> & Partial<RunStacksOptions>) => {
  const outcomes = await runStacks(
    stacks.map((stack) => ({ stack, objects: [] })),
    {
      env: process.env,
      signal: new AbortController().signal,
      timeLimitMs: 60_000,
      parallel: 2,
      onProgress: () => undefined,
      onEnd: () => undefined,
      collect: () => undefined,
      ...options,
    },
  );
  return Object.fromEntries([...outcomes].map(([stack, each]) => [stack, each.outcome === "failed" ? each.message : each.outcome]));
};

describe("runStacks", () => {
  it("ends an engine that will not be interrupted, and what it started", async () => {
    const { root, scratch, engine } = makeEngine("trap '' INT TERM; sleep 600 & sleep 600");
    const failed = await run(["latest"], { engine, scratch, timeLimitMs: 3000, graceMs: 200 });
    expect(failed).toEqual({ latest: "took longer than 3 s" });
    expect([processesOf(root), readdirSync(scratch)]).toEqual([[], [".gitignore"]]);
  });

  it("starts nothing once it is interrupted, and says so of each stack", async () => {
    const { scratch, engine, calls } = makeEngine("exit 0");
    const outcomes = await run(["latest", "staging"], { engine, scratch, signal: AbortSignal.abort() });
    expect(outcomes).toEqual({ latest: "interrupted", staging: "interrupted" });
    expect(calls()).toEqual([]);
  });

  it("takes away what a killed run left, and leaves a running one alone", async () => {
    const { scratch, engine } = makeEngine("exit 0");
    // Process 1 lives; no process has a number above 2^22.
    for (const name of [`engine-${hostname()}-1`, `engine-${hostname()}-4194305`, "engine-build-7-4194305", "staging-7"])
      mkdirSync(join(scratch, name, "latest"), { recursive: true });
    await run([], { engine, scratch });
    expect(readdirSync(scratch).sort()).toEqual([".gitignore", `engine-${hostname()}-1`, "engine-build-7-4194305", "staging-7"].sort());
  });

  it("says where nothing can be written", async () => {
    const { root, engine } = makeEngine("exit 0");
    const scratch = join(root, "calls");
    await expect(run(["latest"], { engine, scratch })).rejects.toThrowError(
      expect.objectContaining({
        code: "WRITE",
        message: `nothing can be written to ${scratch}: EEXIST: file already exists, mkdir '${scratch}'`,
      }),
    );
  });
});
