import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tryFlock } from "../lib/system/flock.ts";
import { FakeMachine } from "./fake-engine.ts";
import { OLDER_NODE } from "./older-node.ts";
import { isAlive, until } from "./processes.ts";
import { BIN, environment, TestProject } from "./project.ts";

/** A run of the older Node. It waits for a lock that this test holds, before it writes. */
class WaitingRun {
  readonly project = new TestProject();
  readonly before: Readonly<Record<string, string>>;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly #parent: ChildProcess;
  readonly #lock: number;
  #stderr = "";

  constructor() {
    const { project } = this;
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    this.before = project.snapshot();
    mkdirSync(join(project.root, ".fairlead"), { recursive: true });
    const lock = join(project.root, ".fairlead/render.lock");
    this.#lock = openSync(lock, "a");
    tryFlock(this.#lock, lock, "exclusive");
    const parent = spawn(OLDER_NODE ?? "", [BIN, "up"], { cwd: project.root, env: environment({}) });
    parent.stderr.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) => parent.once("exit", (code, signal) => resolve(code ?? signal)));
    this.#parent = parent;
  }

  /** Returns the id of the process that the launcher started. */
  async child(): Promise<number> {
    const { pid } = this.#parent;
    await until("the run waits", () => this.#stderr.includes("waiting for another render"));
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
  }

  stderr(): string {
    return this.#stderr;
  }

  kill(signal: NodeJS.Signals): void {
    this.#parent.kill(signal);
  }

  /** Releases the lock, so that the run writes. */
  unlock(): void {
    closeSync(this.#lock);
  }
}

describe.skipIf(OLDER_NODE === undefined || process.platform !== "linux")("the launcher on an older Node", () => {
  it("ends the command before it writes, if SIGKILL ends the launcher", async () => {
    const run = new WaitingRun();
    const child = await run.child();
    run.kill("SIGKILL");
    expect(await run.ended).toBe("SIGKILL");
    await until("the command has ended", () => !isAlive(child));
    // The command did not time out: the closed channel ended it.
    expect(run.stderr()).not.toMatch("is locked by");
    run.unlock();
    expect(run.project.snapshot()).toEqual(run.before);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("forwards %s and exits with %i", async (signal, status) => {
    const run = new WaitingRun();
    const child = await run.child();
    run.kill(signal);
    expect([await run.ended, isAlive(child)]).toEqual([status, false]);
    expect(run.project.snapshot()).toEqual(run.before);
  });

  it("exits with 137 if SIGKILL ends the command", async () => {
    const run = new WaitingRun();
    process.kill(await run.child(), "SIGKILL");
    expect(await run.ended).toBe(137);
  });

  it("exits with the code of the command, as soon as it ends", async () => {
    const run = new WaitingRun();
    await run.child();
    run.unlock();
    expect(await run.ended).toBe(0);
    expect(spawnSync(OLDER_NODE ?? "", [BIN, "check"], { cwd: run.project.root }).status).toBe(0);
    expect(spawnSync(OLDER_NODE ?? "", [BIN, "check", "--bogus"], { cwd: run.project.root }).status).toBe(2);
  });

  it("passes no IPC channel to the programs that the command starts", () => {
    const machine = new FakeMachine();
    machine.engine("bin");
    const seen = machine.path("seen");
    machine.program(
      "bin/pulumi",
      `export -p > ${seen}; for fd in 0 1 2 3 4 5 6 7 8 9; do echo fd $fd $(readlink /proc/$$/fd/$fd) >> ${seen}; done; echo v3.259.0`,
    );
    execFileSync(OLDER_NODE ?? "", [BIN, "engine", "status"], { env: machine.env(), stdio: "ignore" });
    const lines = readFileSync(seen, "utf8").split("\n");
    expect(lines.filter((line) => /NODE_CHANNEL|^fd [3-9] socket/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^export PATH=|^fd 1 /.test(line)).length).toBe(2);
  });
});
