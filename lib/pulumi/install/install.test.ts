import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { FakeMachine } from "../../../test/fake-engine.ts";
import { UserError } from "../../base/user-error.ts";
import { findEngine } from "../find.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { installEngine, type InstallOptions } from "./install.ts";
import type { Way } from "./way.ts";

/** What an install came to: how it was got or why not, what it said, and what is in the directory of engines. */
async function install(machine: FakeMachine, ways: readonly Way[], options: InstallOptions = {}) {
  const said: string[] = [];
  const result = await installEngine(machine.env(), machine.home, (line) => said.push(line), { ...options, ways }).catch(
    (error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    },
  );
  const failed = result instanceof UserError ? { error: result.message, hint: result.hint } : undefined;
  return {
    ...failed,
    ...("way" in result ? { way: result.way } : undefined),
    said,
    left: engines(machine),
  };
}

const engines = (machine: FakeMachine): readonly string[] => {
  const parent = dirname(machine.cache);
  return existsSync(parent) ? readdirSync(parent).sort() : [];
};

const version = async (machine: FakeMachine): Promise<string | undefined> =>
  (await findEngine(machine.env(), machine.home)).engine?.version;

/** A way that puts an engine of this version there. */
const gets = (machine: FakeMachine, name: string, engineVersion?: string): Way => ({
  name,
  get: (directory) => {
    machine.engine(`${directory.slice(machine.root.length)}/bin`, engineVersion);
    return Promise.resolve();
  },
});

/** A way that leaves something half done. */
const fails = (machine: FakeMachine, name: string, error: Error): Way => ({
  name,
  get: (directory) => {
    machine.program(`${directory.slice(machine.root.length)}/bin/pulumi`, `echo v${PULUMI_VERSION}`);
    return Promise.reject(error);
  },
});

describe("installEngine", () => {
  it("takes the first way that works", async () => {
    const machine = new FakeMachine();
    expect(await install(machine, [gets(machine, "first"), gets(machine, "second")])).toEqual({
      way: "first",
      said: [`first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`],
      left: [PULUMI_VERSION],
    });
    expect(await version(machine)).toBe(PULUMI_VERSION);
    expect(statSync(machine.cache).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it("takes the second where the first fails, says why, and leaves nothing of the first", async () => {
    const machine = new FakeMachine();
    expect(await install(machine, [fails(machine, "first", new Error("no network")), gets(machine, "second")])).toEqual({
      way: "second",
      said: [
        `first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`,
        "first did not work: no network",
        `second of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`,
      ],
      left: [PULUMI_VERSION],
    });
  });

  it("says the reason of each way where none works, and leaves nothing", async () => {
    const machine = new FakeMachine();
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const { said: _said, ...rest } = await install(machine, [
      fails(machine, "first", new Error("no network")),
      fails(machine, "second", full),
    ]);
    expect(rest).toEqual({
      error: `no Pulumi engine ${PULUMI_VERSION} could be got: first: no network; second: no space left on the disk`,
      hint: "npx fairlead engine install needs https://get.pulumi.com, or Go and a module proxy; without them name an engine in PULUMI_BIN, see docs/engine.md",
      left: [],
    });
  });

  it.each<[string, (machine: FakeMachine) => Way, string]>([
    ["of an old version", (machine) => gets(machine, "first", "3.1.0"), `what it got is 3.1.0, older than ${PULUMI_VERSION}`],
    ["that is not there", () => ({ name: "first", get: () => Promise.resolve() }), "what it got does not exist"],
  ])("does not take an engine %s for one", async (_title, way, problem) => {
    const machine = new FakeMachine();
    const { said, left } = await install(machine, [way(machine)]);
    expect([said.at(-1), left]).toEqual([`first did not work: ${problem}`, []]);
  });

  it("does nothing where there is one, wherever it is", async () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.900.0");
    expect(await install(machine, [gets(machine, "first")])).toEqual({ way: undefined, said: [], left: [] });
  });

  it("replaces a broken one in the cache, and says what it refuses", async () => {
    const machine = new FakeMachine();
    const broken = machine.engine(machine.cache.slice(machine.root.length) + "/bin", "3.1.0");
    writeFileSync(join(machine.cache, "junk"), "");
    const { way, said, left } = await install(machine, [gets(machine, "first")]);
    expect([way, said[0], left]).toEqual([
      "first",
      `cannot be used: ${broken} (cache) is 3.1.0, older than ${PULUMI_VERSION}`,
      [PULUMI_VERSION],
    ]);
    expect(existsSync(join(machine.cache, "junk"))).toBe(false);
  });

  it("says where it cannot write, and what to do", async () => {
    const machine = new FakeMachine();
    writeFileSync(machine.path("cache"), "a file where the directory should be");
    expect(await install(machine, [gets(machine, "first")])).toMatchObject({
      error: expect.stringMatching(/^cannot write the engine into .*: a (?:part of its path is a file|file is in its place)$/),
      hint: "make room there, or set XDG_CACHE_HOME to a directory of another disk",
    });
  });
});

describe("two installs at once", () => {
  it("both end well, with one engine", async () => {
    const machine = new FakeMachine();
    const slow = (ms: number, name: string): Way => ({
      name,
      get: async (directory, job) => {
        await sleep(ms);
        await gets(machine, name).get(directory, job);
      },
    });
    const outcomes = await Promise.all([50, 50, 60, 400].map((ms) => install(machine, [slow(ms, `after ${ms}`)])));
    expect(outcomes.map(({ way }) => way)).toEqual(["after 50", "after 50", "after 60", "after 400"]);
    expect([engines(machine), await version(machine)]).toEqual([[PULUMI_VERSION], PULUMI_VERSION]);
  });
});

describe("an install that is interrupted", () => {
  it("leaves nothing, and tries no other way", async () => {
    const machine = new FakeMachine();
    const controller = new AbortController();
    const first: Way = {
      name: "first",
      get: (directory, job) => {
        controller.abort();
        return fails(machine, "first", new Error("stopped")).get(directory, job);
      },
    };
    expect(await install(machine, [first, gets(machine, "second")], { signal: controller.signal })).toEqual({
      error: "the install was interrupted; nothing of it is left",
      hint: "npx fairlead engine install starts anew",
      said: [`first of Pulumi ${PULUMI_VERSION}, into ${machine.cache}`],
      left: [],
    });
  });

  it("does not count as installed, even where the way did not listen", async () => {
    const machine = new FakeMachine();
    const controller = new AbortController();
    const deaf: Way = {
      name: "first",
      get: (directory, job) => {
        controller.abort();
        return gets(machine, "first").get(directory, job);
      },
    };
    expect(await install(machine, [deaf], { signal: controller.signal })).toMatchObject({ left: [] });
  });
});

/** A process of its own that installs, and hangs in the middle with half an engine. */
async function startHalfInstall(machine: FakeMachine): Promise<{ readonly kill: () => Promise<void> }> {
  const script = `
    import { mkdirSync, writeFileSync } from "node:fs";
    import { installEngine } from ${JSON.stringify(join(import.meta.dirname, "install.ts"))};
    const get = (directory) => {
      mkdirSync(directory + "/bin");
      writeFileSync(directory + "/bin/pulumi", "#!/bin/sh\\necho v", { mode: 0o755 });
      console.log("half");
      return new Promise(() => setInterval(() => {}, 1000));
    };
    await installEngine(process.env, process.env.HOME, () => {}, { ways: [{ name: "slow", get }] });`;
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
  it("in the middle is not taken for a finished one, and the next one clears it away", async () => {
    const machine = new FakeMachine();
    const { kill } = await startHalfInstall(machine);
    await kill();
    expect([engines(machine).length, await version(machine)]).toEqual([1, undefined]);
    expect(await install(machine, [gets(machine, "first")])).toMatchObject({ way: "first", left: [PULUMI_VERSION] });
  });

  it("while it lives, the directory of another process is left alone", async () => {
    const machine = new FakeMachine();
    const { kill } = await startHalfInstall(machine);
    const { left } = await install(machine, [gets(machine, "first")]);
    expect(left).toEqual([expect.stringMatching(/^\.making-/), PULUMI_VERSION]);
    await kill();
  });

  it.each([
    ["another machine, just now", ".making-elsewhere-1-abc", true],
    ["this machine, by a process that has ended", `.making-${hostname().replace(/[^A-Za-z0-9]/g, "")}-${2 ** 22 + 1}-abc`, false],
    ["nobody knows whom", `.making-${hostname().replace(/[^A-Za-z0-9]/g, "")}-x`, false],
  ])("what is left by %s", async (_title, name, stays) => {
    const machine = new FakeMachine();
    mkdirSync(join(dirname(machine.cache), name), { recursive: true });
    await install(machine, [gets(machine, "first")]);
    expect(engines(machine)).toEqual(stays ? [name, PULUMI_VERSION] : [PULUMI_VERSION]);
  });
});
