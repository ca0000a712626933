import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { FakeMachine } from "../../../test/fake-engine.ts";
import { UserError } from "../../base/user-error.ts";
import { findEngine } from "../engine/find-engine.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { installEngine, type InstallOptions } from "./install-engine.ts";
import type { InstallMethod } from "./method.ts";

/** Installs. Returns the method or the error, the printed lines, and the directory of engines. */
async function install(machine: FakeMachine, methods: readonly InstallMethod[], options: InstallOptions = {}) {
  const lines: string[] = [];
  const result = await installEngine(machine.env(), machine.home, (line) => lines.push(line), { ...options, methods }).catch(
    (error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    },
  );
  const failed = result instanceof UserError ? { error: result.message, hint: result.hint } : undefined;
  return {
    ...failed,
    ...("method" in result ? { method: result.method } : undefined),
    lines,
    left: engines(machine),
  };
}

const engines = (machine: FakeMachine): readonly string[] => {
  const parent = dirname(machine.cache);
  return existsSync(parent) ? readdirSync(parent).sort() : [];
};

const version = async (machine: FakeMachine): Promise<string | undefined> =>
  (await findEngine(machine.env(), machine.home)).engine?.version;

/** Returns a method that installs an engine of this version. */
const installs = (machine: FakeMachine, name: string, engineVersion?: string): InstallMethod => ({
  name,
  install: (directory) => {
    machine.engine(`${directory.slice(machine.root.length)}/bin`, engineVersion);
    return Promise.resolve();
  },
});

/** Returns a method that fails halfway. */
const fails = (machine: FakeMachine, name: string, error: Error): InstallMethod => ({
  name,
  install: (directory) => {
    machine.program(`${directory.slice(machine.root.length)}/bin/pulumi`, `echo v${PULUMI_VERSION}`);
    return Promise.reject(error);
  },
});

describe("installEngine", () => {
  it("uses the first method that works", async () => {
    const machine = new FakeMachine();
    expect(await install(machine, [installs(machine, "first"), installs(machine, "second")])).toEqual({
      method: "first",
      lines: [`first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`],
      left: [PULUMI_VERSION],
    });
    expect(await version(machine)).toBe(PULUMI_VERSION);
    expect(statSync(machine.cache).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it("uses the second method if the first fails, prints the reason, and leaves nothing of the first", async () => {
    const machine = new FakeMachine();
    expect(await install(machine, [fails(machine, "first", new Error("no network")), installs(machine, "second")])).toEqual({
      method: "second",
      lines: [
        `first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`,
        "first failed: no network",
        `second of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`,
      ],
      left: [PULUMI_VERSION],
    });
  });

  it("gives the reason of each method if all fail, and leaves nothing", async () => {
    const machine = new FakeMachine();
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const { lines: _said, ...rest } = await install(machine, [
      fails(machine, "first", new Error("no network")),
      fails(machine, "second", full),
    ]);
    expect(rest).toEqual({
      error: `no Pulumi engine ${PULUMI_VERSION} could be installed: first: no network; second: no space left on the disk`,
      hint: "npx fairlead engine install needs https://get.pulumi.com, or Go and a module proxy; without them set PULUMI_BIN, see docs/engine.md",
      left: [],
    });
  });

  it.each<[string, (machine: FakeMachine) => InstallMethod, string]>([
    ["of an old version", (machine) => installs(machine, "first", "3.1.0"), `the installed engine is 3.1.0, older than ${PULUMI_VERSION}`],
    ["that does not exist", () => ({ name: "first", install: () => Promise.resolve() }), "the installed engine does not exist"],
  ])("refuses an installed engine %s", async (_title, way, problem) => {
    const machine = new FakeMachine();
    const { lines, left } = await install(machine, [way(machine)]);
    expect([lines.at(-1), left]).toEqual([`first failed: ${problem}`, []]);
  });

  it("does nothing if there is an engine, wherever it is", async () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.900.0");
    expect(await install(machine, [installs(machine, "first")])).toEqual({ method: undefined, lines: [], left: [] });
  });

  it("replaces a broken engine in the cache, and prints why", async () => {
    const machine = new FakeMachine();
    const broken = machine.engine(machine.cache.slice(machine.root.length) + "/bin", "3.1.0");
    writeFileSync(join(machine.cache, "junk"), "");
    const { method, lines, left } = await install(machine, [installs(machine, "first")]);
    expect([method, lines[0], left]).toEqual([
      "first",
      `cannot be used: ${broken} (cache) is 3.1.0, older than ${PULUMI_VERSION}`,
      [PULUMI_VERSION],
    ]);
    expect(existsSync(join(machine.cache, "junk"))).toBe(false);
  });

  it("names the directory that it cannot write, and a fix", async () => {
    const machine = new FakeMachine();
    writeFileSync(machine.path("cache"), "a file where the directory should be");
    expect(await install(machine, [installs(machine, "first")])).toMatchObject({
      error: expect.stringMatching(/^cannot write the engine into .*: a (?:part of its path is a file|file is in its place)$/),
      hint: "free some space there, or set XDG_CACHE_HOME to a directory on another disk",
    });
  });
});

describe("two installs at once", () => {
  it("both succeed, with one engine", async () => {
    const machine = new FakeMachine();
    const slow = (ms: number, name: string): InstallMethod => ({
      name,
      install: async (directory, context) => {
        await sleep(ms);
        await installs(machine, name).install(directory, context);
      },
    });
    const outcomes = await Promise.all([50, 50, 60, 400].map((ms) => install(machine, [slow(ms, `after ${ms}`)])));
    expect(outcomes.map(({ method }) => method)).toEqual(["after 50", "after 50", "after 60", "after 400"]);
    expect([engines(machine), await version(machine)]).toEqual([[PULUMI_VERSION], PULUMI_VERSION]);
  });
});

describe("an install that is interrupted", () => {
  it("leaves nothing, and tries no other method", async () => {
    const machine = new FakeMachine();
    const controller = new AbortController();
    const first: InstallMethod = {
      name: "first",
      install: (directory, context) => {
        controller.abort();
        return fails(machine, "first", new Error("stopped")).install(directory, context);
      },
    };
    expect(await install(machine, [first, installs(machine, "second")], { signal: controller.signal })).toEqual({
      error: "the installation was interrupted; nothing of it is left",
      hint: "npx fairlead engine install starts again",
      lines: [`first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`],
      left: [],
    });
  });

  it("fails even if the method ignores the signal", async () => {
    const machine = new FakeMachine();
    const controller = new AbortController();
    const deaf: InstallMethod = {
      name: "first",
      install: (directory, context) => {
        controller.abort();
        return installs(machine, "first").install(directory, context);
      },
    };
    expect(await install(machine, [deaf], { signal: controller.signal })).toMatchObject({ left: [] });
  });
});

/** Starts a process that hangs in the middle of an installation. */
async function startHalfInstall(machine: FakeMachine): Promise<{ readonly kill: () => Promise<void> }> {
  const script = `
    import { mkdirSync, writeFileSync } from "node:fs";
    import { installEngine } from ${JSON.stringify(join(import.meta.dirname, "install-engine.ts"))};
    const install = (directory) => {
      mkdirSync(directory + "/bin");
      writeFileSync(directory + "/bin/pulumi", "#!/bin/sh\\necho v", { mode: 0o755 });
      console.log("half");
      return new Promise(() => setInterval(() => {}, 1000));
    };
    await installEngine(process.env, process.env.HOME, () => {}, { methods: [{ name: "slow", install }] });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: machine.env(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("an install that is killed", () => {
  it("in the middle leaves no engine, and the next one removes the rest", async () => {
    const machine = new FakeMachine();
    const { kill } = await startHalfInstall(machine);
    await kill();
    expect([engines(machine).length, await version(machine)]).toEqual([1, undefined]);
    expect(await install(machine, [installs(machine, "first")])).toMatchObject({ method: "first", left: [PULUMI_VERSION] });
  });

  it("a living process keeps its directory", async () => {
    const machine = new FakeMachine();
    const { kill } = await startHalfInstall(machine);
    const { left } = await install(machine, [installs(machine, "first")]);
    expect(left).toEqual([expect.stringMatching(/^\.staging-/), PULUMI_VERSION]);
    await kill();
  });

  it.each([
    ["another machine, changed just now", ".staging-elsewhere-1-abc", true],
    ["a process of this machine that has ended", `.staging-${hostname().replace(/[^A-Za-z0-9]/g, "")}-${2 ** 22 + 1}-abc`, false],
    ["an unknown process", `.staging-${hostname().replace(/[^A-Za-z0-9]/g, "")}-x`, false],
  ])("a directory of %s", async (_title, name, stays) => {
    const machine = new FakeMachine();
    mkdirSync(join(dirname(machine.cache), name), { recursive: true });
    await install(machine, [installs(machine, "first")]);
    expect(engines(machine)).toEqual(stays ? [name, PULUMI_VERSION] : [PULUMI_VERSION]);
  });
});
