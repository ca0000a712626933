import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "../../test/fake-engine.ts";
import { isAlive, until } from "../../test/processes.ts";
import { type ProgramExit, runProgram, type RunOptions } from "./run-program.ts";

const sh = (script: string, options?: RunOptions): Promise<ProgramExit> => runProgram("/bin/sh", ["-c", script], options);

describe("runProgram", () => {
  it.each<[string, string, Partial<ProgramExit>]>([
    ["returns both outputs", "echo out; echo err >&2", { code: 0, signal: null, stopped: undefined, stdout: "out\n", stderr: "err\n" }],
    ["returns the exit code", "exit 7", { code: 7, signal: null, stopped: undefined }],
    ["returns the signal", "kill -s KILL $$", { code: null, signal: "SIGKILL", stopped: undefined }],
  ])("%s", async (_title, script, ended) => {
    expect(await sh(script)).toMatchObject(ended);
  });

  it.each([
    ["does not exist", "/not/there/pulumi", "spawn /not/there/pulumi ENOENT"],
    ["is a directory", "/", "spawn / EACCES"],
  ])("returns the reason for a program that %s", async (_title, program, reason) => {
    expect(await runProgram(program, [])).toEqual({ code: undefined, signal: null, stopped: undefined, stdout: "", stderr: reason });
  });

  it("returns the reason if Node refuses to start a program", async () => {
    expect(await runProgram("/bin/sh", ["\0"])).toMatchObject({ code: undefined, stderr: expect.stringMatching(/null bytes/) });
  });

  it("throws if no more files may be opened", async () => {
    const script = `
      import { openSync } from "node:fs";
      import { runProgram } from ${JSON.stringify(join(import.meta.dirname, "run-program.ts"))};
      try { for (;;) openSync("/dev/null"); } catch {}
      await runProgram("/bin/true", []).catch((error) => process.stdout.write(error.code));`;
    const limited = `ulimit -n 60; exec "$0" --input-type=module --eval "$1"`;
    expect(await runProgram("/bin/sh", ["-c", limited, process.execPath, script])).toMatchObject({ code: 0, stdout: "EMFILE" });
  });

  it("gives the program only this environment", async () => {
    expect(await sh("echo $A-$HOME", { env: { A: "1" } })).toMatchObject({ stdout: "1-\n" });
  });

  it("runs in a directory", async () => {
    expect(await sh("pwd", { cwd: "/" })).toMatchObject({ stdout: "/\n" });
  });

  it("passes on every line of both outputs, also the last without a line end", async () => {
    const lines: string[] = [];
    await sh("printf 'a\\nb'; printf 'c\\r\\n' >&2", { onLine: (line) => lines.push(line) });
    expect(lines.sort()).toEqual(["a", "b", "c"]);
  });

  it("keeps the end of a long output", async () => {
    const { stdout } = await sh("i=0; while [ $i -lt 60000 ]; do echo 0123456789; i=$((i+1)); done; echo last");
    expect([stdout.length, stdout.endsWith("0123456789\nlast\n")]).toEqual([256 * 1024, true]);
  });
});

describe("a program that does not end", () => {
  it("is stopped after the time limit, with everything that it started", async () => {
    const machine = new FakeMachine();
    const file = machine.path("pid");
    const ended = await sh(`sleep 600 & echo $! > ${file}; echo started; wait`, { timeoutMs: 5000 });
    expect(ended).toMatchObject({ stopped: "time limit", stdout: "started\n" });
    const pid = Number(readFileSync(file, "utf8"));
    await until("the started process has ended", () => !isAlive(pid));
  });

  it("is killed if it ignores the signal", async () => {
    expect(await sh("trap '' INT TERM; while :; do :; done", { timeoutMs: 5000 })).toMatchObject({
      code: null,
      signal: "SIGKILL",
      stopped: "time limit",
    });
  });

  it("is stopped by the abort signal, and may clean up", async () => {
    const controller = new AbortController();
    const running = sh("trap 'echo cleaned; exit 3' INT; echo up; while :; do sleep 0.05; done", {
      signal: controller.signal,
      onLine: (line) => line === "up" && controller.abort(),
    });
    expect(await running).toMatchObject({ code: 3, stopped: "interrupted", stdout: "up\ncleaned\n" });
  });

  it("is not started if the abort signal was given before", async () => {
    const machine = new FakeMachine();
    expect(await sh(`echo > ${machine.path("ran")}`, { signal: AbortSignal.abort() })).toMatchObject({
      code: undefined,
      stopped: "interrupted",
    });
    expect(existsSync(machine.path("ran"))).toBe(false);
  });
});

it.each([
  ["reads it", "cat", 0, "x".repeat(100_000)],
  ["does not read it", "exit 3", 3, ""],
])("gives a program its input, also if it %s", async (_title, script, code, stdout) => {
  const exit = await runProgram("/bin/sh", ["-c", script], { input: "x".repeat(100_000) });
  expect([exit.code, exit.stdout]).toEqual([code, stdout]);
});
