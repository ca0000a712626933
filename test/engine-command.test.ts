import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PULUMI_VERSION } from "../lib/pulumi/versions.ts";
import { FakeMachine } from "./fake-engine.ts";
import { isAlive, until } from "./processes.ts";
import { CHECKOUT, type Outcome, TestProject } from "./project.ts";

/** An address at which no server listens. So no test downloads anything. */
const DEAD = "http://127.0.0.1:9";
const NO_NETWORK = { HTTPS_PROXY: DEAD, https_proxy: DEAD, NO_PROXY: "", no_proxy: "" };

/** Runs a command on a machine. Its output has no directory of the machine and no durations. */
function run(machine: FakeMachine, args: readonly string[], extra: Readonly<Record<string, string>> = {}): Outcome {
  const env = machine.env({ ...NO_NETWORK, PULUMI_BIN: "", PULUMI_HOME: "", ...extra });
  const { status, stdout, stderr } = new TestProject().run(args, { env });
  const short = (text: string): string => text.replaceAll(machine.cache, "CACHE").replaceAll(machine.root, "");
  return { status, stdout: short(stdout).replace(/\(\d+\.\d s\)/, "(N s)"), stderr: withoutProgress(short(stderr)) };
}

/** Removes the progress lines, which only a slow machine prints. */
const withoutProgress = (stderr: string): string => stderr.replace(/^(?:building|downloading).*, \d+ s\n/gm, "");

const left = (machine: FakeMachine): readonly string[] => (existsSync(dirname(machine.cache)) ? readdirSync(dirname(machine.cache)) : []);

/** A program `go` whose `go build` writes programs that print the engine's version. */
const GO = `test "$1" = version && exec echo go version go1.26.0 test/test
while [ "$1" != -o ]; do shift; done
mkdir -p "$(dirname "$2")"
printf '#!/bin/sh\\necho v${PULUMI_VERSION}\\n' > "$2"
chmod +x "$2"`;

describe("fairlead engine status", () => {
  it("prints which engine is used", () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.999.0");
    expect(run(machine, ["engine", "status"])).toEqual({
      status: 0,
      stdout: "Pulumi 3.999.0 /bin/pulumi (PATH)\n  Kubernetes provider /bin/pulumi-resource-kubernetes\n",
      stderr: "",
    });
  });

  it("prints each refused engine with the reason", () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.100.0");
    machine.engine(machine.cache.slice(machine.root.length) + "/bin");
    expect(run(machine, ["engine", "status"], { PULUMI_BIN: "/nope/pulumi" })).toEqual({
      status: 0,
      stdout: `Pulumi ${PULUMI_VERSION} CACHE/bin/pulumi (cache)
  Kubernetes provider CACHE/bin/pulumi-resource-kubernetes
refused /nope/pulumi (PULUMI_BIN) does not exist
refused /bin/pulumi (PATH) is 3.100.0, older than ${PULUMI_VERSION}
`,
      stderr: "",
    });
  });

  it("exits 1 and prints the command that installs one, if there is none", () => {
    expect(run(new FakeMachine(), ["engine", "status"])).toEqual({
      status: 1,
      stdout: `no engine: Fairlead needs Pulumi ${PULUMI_VERSION} or later\nhint: npx fairlead engine install installs it\n`,
      stderr: "",
    });
  });

  it("prints one JSON document with --json", () => {
    const machine = new FakeMachine();
    machine.engine("bin", "2.0.0");
    const { status, stdout } = run(machine, ["engine", "status", "--json"]);
    expect([status, JSON.parse(stdout)]).toEqual([
      1,
      {
        found: false,
        refused: [{ pulumi: "/bin/pulumi", source: "PATH", problem: `is 2.0.0; version 3 is needed, from ${PULUMI_VERSION} on` }],
        needed: PULUMI_VERSION,
        hint: "npx fairlead engine install",
      },
    ]);
  });
});

describe("fairlead engine install", () => {
  it("builds an engine if nothing can be downloaded; then it is used", () => {
    const machine = new FakeMachine();
    machine.program("bin/go", GO);
    const engine = `Pulumi ${PULUMI_VERSION} CACHE/bin/pulumi (cache)\n  Kubernetes provider CACHE/bin/pulumi-resource-kubernetes\n`;
    expect(run(machine, ["engine", "install"])).toEqual({
      status: 0,
      stdout: `installed by a build with Go (N s)\n${engine}`,
      stderr: `the official download of Pulumi ${PULUMI_VERSION}, into CACHE
downloading Pulumi from get.pulumi.com
the official download failed: downloading Pulumi: Failed to download https://get.pulumi.com/install.sh: fetch failed
a build with Go of Pulumi ${PULUMI_VERSION}, into CACHE
building pulumi: with an empty Go cache it takes minutes
building pulumi-resource-kubernetes: with an empty Go cache it takes minutes
`,
    });
    expect(left(machine)).toEqual([PULUMI_VERSION]);
    expect(run(machine, ["engine", "install"])).toEqual({ status: 0, stdout: `already installed: nothing to do\n${engine}`, stderr: "" });
    expect(run(machine, ["engine", "status"])).toEqual({ status: 0, stdout: engine, stderr: "" });
  });

  it("exits 3 with the reason of each method if all fail, and leaves nothing", () => {
    const machine = new FakeMachine();
    const { status, stdout, stderr } = run(machine, ["engine", "install"]);
    expect([status, stdout, stderr.split("\n").slice(-3)]).toEqual([
      3,
      "",
      [
        `error: no Pulumi engine ${PULUMI_VERSION} could be installed: the official download: downloading Pulumi: Failed to download https://get.pulumi.com/install.sh: fetch failed; a build with Go: there is no Go on PATH`,
        "hint: npx fairlead engine install needs https://get.pulumi.com, or Go and a module proxy; without them set PULUMI_BIN, see docs/engine.md",
        "",
      ],
    ]);
    expect(left(machine)).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "exits 130 on %s, stops Go and everything that it started, and leaves nothing",
    async (signal) => {
      const machine = new FakeMachine();
      const pids = machine.path("pids");
      machine.program("bin/go", `test "$1" = version && exec echo go version go1.26.0 test/test\nsleep 600 &\necho $$ $! > ${pids}\nwait`);
      const child = spawn(process.execPath, [join(CHECKOUT, "bin", "fairlead.js"), "engine", "install"], {
        cwd: machine.root,
        env: machine.env(NO_NETWORK),
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      const ended = new Promise((resolve) => child.once("close", resolve));
      await until("Go has started", () => existsSync(pids) && /^\d+ \d+\n$/.test(readFileSync(pids, "utf8")));
      child.kill(signal);
      expect([await ended, stderr.split("\n").slice(-3), left(machine)]).toEqual([
        130,
        ["error: the installation was interrupted; nothing of it is left", "hint: npx fairlead engine install starts again", ""],
        [],
      ]);
      const started = readFileSync(pids, "utf8").trim().split(" ").map(Number);
      await until("Go and its children have ended", () => !started.some(isAlive));
    },
  );
});

describe("an engine that hangs when it is asked for its version", () => {
  it.each([[["up"]], [["engine", "status"]], [["doctor"]]] as const)("is ended with the interrupted %j, which exits 130", async (args) => {
    const machine = new FakeMachine();
    const pids = machine.path("pids");
    const project = new TestProject();
    project.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
    const before = project.snapshot();
    machine.program("bin/pulumi", `sleep 600 &\necho $$ $! > ${pids}\nwait`);
    const { kill, done } = project.start(args, machine.env({ ...NO_NETWORK, FAIRLEAD_ENGINE: "pulumi", PULUMI_BIN: "" }));
    await until("the engine prints its version", () => existsSync(pids) && /^\d+ \d+\n$/.test(readFileSync(pids, "utf8")));
    kill("SIGINT");
    const { status, stdout, stderr } = await done;
    expect([status, stdout, stderr.split("\n").slice(-2)]).toEqual([
      130,
      "",
      ["error: interrupted during the search for an engine; nothing was changed", ""],
    ]);
    const asked = readFileSync(pids, "utf8").trim().split(" ").map(Number);
    await until("the engine and its children have ended", () => !asked.some(isAlive));
    expect(project.snapshot()).toEqual(before);
  });
});

describe("fairlead doctor", () => {
  const engineLines = (machine: FakeMachine): readonly string[] => {
    const { stdout } = run(machine, ["doctor"]);
    const lines = stdout.split("\n");
    const at = lines.findIndex((line) => line.includes(" engine: "));
    return lines.slice(at, at + 2).filter((line) => / engine: |engine install/.test(line));
  };

  it("names the engine that is used", () => {
    const machine = new FakeMachine();
    machine.engine("bin");
    expect(engineLines(machine)).toEqual([`ok      engine: Pulumi ${PULUMI_VERSION} at /bin/pulumi (PATH)`]);
  });

  it("warns if there is none, with the command that installs one", () => {
    const machine = new FakeMachine();
    machine.engine("bin", "3.100.0");
    expect(engineLines(machine)).toEqual([
      `warning engine: no Pulumi engine ${PULUMI_VERSION} or later: /bin/pulumi (PATH) is 3.100.0, older than ${PULUMI_VERSION}`,
      "        hint: npx fairlead engine install",
    ]);
    expect(run(machine, ["doctor"]).status).toBe(0);
  });
});
