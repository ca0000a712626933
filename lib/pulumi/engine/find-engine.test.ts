import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "../../../test/fake-engine.ts";
import { isAlive, until } from "../../../test/processes.ts";
import { KUBERNETES_VERSION, PULUMI_VERSION } from "../versions.ts";
import { cacheDirectory } from "./directories.ts";
import { describeRefused } from "./engine.ts";
import { findEngine, requireEngine } from "./find-engine.ts";

/** Searches. Paths in the result are relative to the machine. */
async function look(machine: FakeMachine, extra: Readonly<Record<string, string>> = {}, timeoutMs?: number) {
  const { engine, refused } = await findEngine(machine.env(extra), machine.home, { timeoutMs });
  const short = (text: string): string => text.replaceAll(machine.root, "").replaceAll(machine.cache.slice(machine.root.length), "/CACHE");
  return {
    used: engine === undefined ? undefined : short(`${engine.pulumi} ${engine.version} ${engine.source}`),
    provider: engine === undefined ? undefined : short(engine.kubernetes ?? `plugins ${engine.plugins}`),
    refused: refused.map((each) => short(describeRefused(each))),
  };
}
const CACHED = `cache/fairlead/engine/${PULUMI_VERSION}/bin`;

describe("the search order", () => {
  it.each<readonly [readonly string[], string | undefined]>([
    [["named", "bin", CACHED], `/named/pulumi ${PULUMI_VERSION} PULUMI_BIN`],
    [["bin", CACHED], `/bin/pulumi ${PULUMI_VERSION} PATH`],
    [[CACHED], `/CACHE/bin/pulumi ${PULUMI_VERSION} cache`],
    [[], undefined],
  ])("engines in %j: %s", async (directories, used) => {
    const machine = new FakeMachine();
    for (const directory of directories) machine.engine(directory);
    const named: Readonly<Record<string, string>> = directories.includes("named") ? { PULUMI_BIN: machine.path("named/pulumi") } : {};
    expect(await look(machine, named)).toMatchObject({ used, refused: [] });
  });

  it("skips engines with a wrong version, and gives the reason of each", async () => {
    const machine = new FakeMachine();
    machine.engine("named", "4.0.0");
    machine.engine("bin", "3.100.0");
    machine.engine("bin2", "2.25.2");
    machine.engine(CACHED);
    const path = `${machine.path("bin")}:${machine.path("bin2")}:${machine.path("tools")}`;
    expect(await look(machine, { PULUMI_BIN: machine.path("named/pulumi"), PATH: path })).toEqual({
      used: `/CACHE/bin/pulumi ${PULUMI_VERSION} cache`,
      provider: "/CACHE/bin/pulumi-resource-kubernetes",
      refused: [
        `/named/pulumi (PULUMI_BIN) is 4.0.0; version 3 is needed, from ${PULUMI_VERSION} on`,
        `/bin/pulumi (PATH) is 3.100.0, older than ${PULUMI_VERSION}`,
        `/bin2/pulumi (PATH) is 2.25.2; version 3 is needed, from ${PULUMI_VERSION} on`,
      ],
    });
  });

  it("accepts a newer version of the same major version", async () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.999.1");
    expect(await look(machine)).toMatchObject({ used: "/bin/pulumi 3.999.1 PATH", refused: [] });
  });

  it("runs a program with two names once", async () => {
    const machine = new FakeMachine();
    const old = machine.engine("opt", "3.1.0");
    symlinkSync(old, machine.path("bin/pulumi"));
    expect(await look(machine, { PULUMI_BIN: old })).toMatchObject({
      used: undefined,
      refused: [`/opt/pulumi (PULUMI_BIN) is 3.1.0, older than ${PULUMI_VERSION}`],
    });
  });

  it("resolves a relative PULUMI_BIN from the current directory, and ignores an empty one", async () => {
    const machine = new FakeMachine();
    const { refused } = await findEngine(machine.env({ PULUMI_BIN: "not-here/pulumi" }), machine.home);
    expect(refused).toEqual([{ pulumi: `${process.cwd()}/not-here/pulumi`, source: "PULUMI_BIN", problem: "does not exist" }]);
    expect(await look(machine, { PULUMI_BIN: "" })).toMatchObject({ used: undefined, refused: [] });
  });
});

describe("a refused program", () => {
  const MAKES: Readonly<Record<string, (machine: FakeMachine) => void>> = {
    "does not exist": () => undefined,
    "is a directory, not a program": (machine) => mkdirSync(machine.path("bin/pulumi")),
    "is not executable": (machine) => chmodSync(machine.engine("bin"), 0o644),
    "prints nothing instead of a version": (machine) => void machine.program("bin/pulumi", "true"),
    'prints "hello" instead of a version': (machine) => void machine.program("bin/pulumi", "echo hello"),
    "does not print its version within 0.6 s": (machine) => void machine.program("bin/pulumi", "sleep 60"),
    "ends with exit code 1 when it runs `pulumi version`": (machine) => void machine.program("bin/pulumi", "exit 1"),
    "ends with exit code 2 when it runs `pulumi version`: panic: no home": (machine) =>
      void machine.program("bin/pulumi", "echo 'starting\npanic: no home\ngoroutine 1' >&2; exit 2"),
    "was ended by SIGSEGV when it runs `pulumi version`": (machine) => void machine.program("bin/pulumi", "kill -s SEGV $$"),
    [`has no Kubernetes provider: no pulumi-resource-kubernetes on PATH or beside it, no ${KUBERNETES_VERSION} in /home/.pulumi/plugins`]: (
      machine,
    ) => void machine.program("bin/pulumi", `echo v${PULUMI_VERSION}`),
  };

  it.each(Object.entries(MAKES))("%s", async (problem, make) => {
    const machine = new FakeMachine();
    make(machine);
    // A short time limit only for the program that must reach it.
    const timeoutMs = problem.includes("within") ? 600 : undefined;
    expect(await look(machine, { PULUMI_BIN: machine.path("bin/pulumi") }, timeoutMs)).toEqual({
      used: undefined,
      provider: undefined,
      refused: [`/bin/pulumi (PULUMI_BIN) ${problem}`],
    });
  });

  it("a program that prints without end is stopped", async () => {
    const machine = new FakeMachine();
    machine.program("bin/pulumi", "yes garbage");
    expect((await look(machine, {}, 600)).refused).toEqual(["/bin/pulumi (PATH) does not print its version within 0.6 s"]);
  });

  it("a program for another machine cannot be started, or fails", async () => {
    const machine = new FakeMachine();
    writeFileSync(machine.path("bin/pulumi"), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]), { mode: 0o755 });
    expect((await look(machine)).refused).toEqual([
      expect.stringMatching(/^\/bin\/pulumi \(PATH\) (?:cannot be started|ends with exit code)/),
    ]);
  });

  it("a directory on PATH that does not exist is skipped", async () => {
    const machine = new FakeMachine();
    expect(await look(machine, { PATH: "/not/there::" })).toEqual({ used: undefined, provider: undefined, refused: [] });
  });
});

describe("the provider", () => {
  const bare = (machine: FakeMachine, directory: string): string => machine.program(`${directory}/pulumi`, `echo v${PULUMI_VERSION}`);
  it.each<[string, (machine: FakeMachine) => unknown, string | undefined]>([
    ["beside the engine", (m) => [m.engine("opt"), m.engine("bin"), m.plugin("home/.pulumi")], "/opt/pulumi-resource-kubernetes"],
    [
      "on PATH",
      (m) => [bare(m, "opt"), m.program("bin/pulumi-resource-kubernetes", ""), m.plugin("home/.pulumi")],
      "/bin/pulumi-resource-kubernetes",
    ],
    ["in Pulumi's plugins", (m) => [bare(m, "opt"), m.plugin("home/.pulumi"), m.engine(CACHED)], "plugins /home/.pulumi"],
    ["in the cache, built", (m) => [bare(m, "opt"), m.engine(CACHED)], "/CACHE/bin/pulumi-resource-kubernetes"],
    ["in the cache, downloaded", (m) => [bare(m, "opt"), m.plugin(`${CACHED}/../home`)], "plugins /CACHE/home"],
    ["of another version", (m) => [bare(m, "opt"), m.plugin("home/.pulumi", "4.1.0")], undefined],
    ["not executable", (m) => [bare(m, "opt"), m.program("bin/pulumi-resource-kubernetes", "", 0o644)], undefined],
    [
      "half downloaded",
      (m) => [
        bare(m, "opt"),
        m.plugin("home/.pulumi"),
        m.program(`home/.pulumi/plugins/resource-kubernetes-v${KUBERNETES_VERSION}.partial`, ""),
      ],
      undefined,
    ],
  ])("%s", async (_title, make, provider) => {
    const machine = new FakeMachine();
    make(machine);
    const found = await look(machine, { PULUMI_BIN: machine.path("opt/pulumi") });
    expect(found.used?.startsWith("/opt/") === true ? found.provider : undefined).toBe(provider);
  });

  it("is searched in PULUMI_HOME if that is set", async () => {
    const machine = new FakeMachine();
    bare(machine, "bin");
    machine.plugin("pulumi-home");
    expect(await look(machine, { PULUMI_HOME: machine.path("pulumi-home") })).toMatchObject({ provider: "plugins /pulumi-home" });
    expect(await look(machine, { PULUMI_HOME: "" })).toMatchObject({ used: undefined });
  });

  it("of a downloaded engine is among the plugins beside it", async () => {
    const machine = new FakeMachine();
    bare(machine, CACHED);
    machine.plugin(`${CACHED}/../home`);
    expect(await look(machine)).toMatchObject({ used: `/CACHE/bin/pulumi ${PULUMI_VERSION} cache`, provider: "plugins /CACHE/home" });
  });
});

describe("requireEngine", () => {
  it("ends when interrupted, with everything that it has started", async () => {
    const machine = new FakeMachine();
    const [asked, controller] = [machine.path("asked"), new AbortController()];
    machine.program("bin/pulumi", `sleep 600 &\necho $! > ${asked}\nwait`);
    machine.engine(CACHED);
    const found = requireEngine(machine.env(), machine.home, { signal: controller.signal }).catch((error: unknown) => error);
    await until("the engine is asked", () => existsSync(asked) && readFileSync(asked, "utf8").endsWith("\n"));
    controller.abort();
    expect(await found).toMatchObject({ code: "INTERRUPTED", message: "interrupted during the search for an engine; nothing was changed" });
    await until("it has ended", () => !isAlive(Number(readFileSync(asked, "utf8"))));
  });

  it("returns the engine", async () => {
    const machine = new FakeMachine();
    const pulumi = machine.engine("bin");
    expect(await requireEngine(machine.env(), machine.home)).toEqual({
      pulumi,
      version: PULUMI_VERSION,
      source: "PATH",
      kubernetes: machine.path("bin/pulumi-resource-kubernetes"),
      plugins: machine.path("home/.pulumi"),
    });
  });

  it("gives the reason of each refused engine, and the command that installs one", async () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.100.0");
    await expect(requireEngine(machine.env({ PULUMI_BIN: "/nope" }), machine.home)).rejects.toMatchObject({
      code: "ENGINE",
      message: `no Pulumi engine ${PULUMI_VERSION} or later: /nope (PULUMI_BIN) does not exist; ${machine.path("bin/pulumi")} (PATH) is 3.100.0, older than ${PULUMI_VERSION}`,
      hint: "npx fairlead engine install; --engine embedded renders stacks without components",
    });
    await expect(requireEngine({}, machine.home)).rejects.toMatchObject({ message: `no Pulumi engine ${PULUMI_VERSION} or later` });
  });
});

describe("cacheDirectory", () => {
  it.each([
    [{}, `/home/ada/.cache/fairlead/engine/${PULUMI_VERSION}`],
    [{ XDG_CACHE_HOME: "/ci" }, `/ci/fairlead/engine/${PULUMI_VERSION}`],
    [{ XDG_CACHE_HOME: "" }, `/home/ada/.cache/fairlead/engine/${PULUMI_VERSION}`],
    [{ XDG_CACHE_HOME: "relative" }, `/home/ada/.cache/fairlead/engine/${PULUMI_VERSION}`],
  ])("%j: %s", (env, directory) => {
    expect(cacheDirectory(env, "/home/ada")).toBe(directory);
  });
});
