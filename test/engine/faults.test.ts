import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ChangedFleet, faultyEngine, NOTHING_LEFT, withoutEngine } from "./changed-fleet.ts";
import { until } from "../processes.ts";
import { environment } from "../project.ts";
import { shell, shellLine } from "../shell.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { HAS_ENGINE } from "./engine.ts";
import { processesOf, started } from "./processes.ts";

/** Returns the summary's lines about the engine. */
const summary = (stdout: string): readonly string[] =>
  stdout
    .split("\n")
    .filter((line) => /^(?:failed|engine|\d stacks? failed| {2}\S)/.test(line))
    .map((line) => line.replace(/ by Pulumi.*/, "").slice(0, 140));

describe("without a usable engine, nothing is written, and the hint installs one", () => {
  const HINT = "hint: npx fairlead engine install; --engine embedded renders stacks without components\n";

  it("there is no engine", () => {
    const fleet = new ChangedFleet();
    const { status, stdout, stderr } = fleet.up([], withoutEngine());
    expect([status, stdout, stderr]).toEqual([3, "", `error: no Pulumi engine 3.259.0 or later\n${HINT}`]);
    expect(fleet.project.snapshot()).toEqual(fleet.before);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });

  it("the engine is too old", () => {
    const fleet = new ChangedFleet();
    const pulumi = join(temporaryDirectory(), "pulumi");
    writeFileSync(pulumi, "#!/bin/sh\necho v3.100.0\n", { mode: 0o755 });
    const { status, stdout, stderr } = fleet.up([], { ...withoutEngine(), PULUMI_BIN: pulumi });
    const why = `${pulumi} (PULUMI_BIN) is 3.100.0, older than 3.259.0`;
    expect([status, stdout, stderr]).toEqual([3, "", `error: no Pulumi engine 3.259.0 or later: ${why}\n${HINT}`]);
    expect(fleet.project.snapshot()).toEqual(fleet.before);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });
});

describe.skipIf(!HAS_ENGINE)("a failure of one stack does not affect the others", { timeout: 180_000 }, () => {
  it("the engine fails, the provider cannot start, the disk is full", () => {
    const fleet = new ChangedFleet();
    const faults = faultyEngine({
      pulumi: { latest: 'case "$*" in *" up "* | "up "*) echo "error: no luck today" >&2; exit 255 ;; esac' },
      provider: {
        "prod-europe-west1": 'echo "exec format error" >&2; exit 126',
        // One block of 512 bytes. The system refuses a larger file, like a full disk.
        "prod-us-central1": "ulimit -f 1",
      },
    });
    const failed = ["latest", "prod-europe-west1", "prod-us-central1"] as const;
    const { status, stdout } = fleet.up(["--parallel", "4"], faults);
    // The objects at which the engine stops differ from run to run.
    const written = summary(stdout).map((line) => line.replace(/^ {2}[\w./-]+\.yaml: (failed to write YAML file).*/, "  an object: $1"));
    expect([status, [...new Set(written)]]).toEqual([
      3,
      [
        "failed latest: the engine failed: error: no luck today",
        "failed prod-europe-west1: the engine failed",
        expect.stringMatching(/^ {2}Detected that home\/plugins\/\S+\/pulumi-resource-kubernetes exited prematurely\./),
        expect.stringMatching(/^ {2}render-0: could not read plugin \[home\/plugins\/\S+\/pulumi-resource-kubernetes\]: exit status 126$/),
        "failed prod-us-central1: the engine failed",
        "  an object: failed to write YAML file",
        "engine: 28 objects of staging",
        "3 stacks failed: the generated files of latest, prod-europe-west1 and prod-us-central1 stay unchanged",
      ],
    ]);
    expect(fleet.project.snapshot()).toEqual(fleet.without(failed));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(fleet.runAgain()).toEqual({ status: 0, rendered: failed, complete: true });
  });

  it("the stack's process, the engine and the provider are killed with -9", async () => {
    const fleet = new ChangedFleet();
    const { root } = fleet.project;
    const { done } = fleet.project.start(["up", "--parallel", "4"], fleet.environment());
    await Promise.all([
      // In the middle: each stack has started its provider.
      started(root, "latest", "provider")
        .then(() => started(root, "latest", "node"))
        .then(({ pid }) => process.kill(pid, "SIGKILL")),
      started(root, "prod-us-central1", "provider")
        .then(() => started(root, "prod-us-central1", "pulumi"))
        .then(({ pid }) => process.kill(pid, "SIGKILL")),
      started(root, "staging", "provider").then(({ pid }) => process.kill(pid, "SIGKILL")),
    ]);
    const { status, stdout } = await done;
    const failed = ["latest", "prod-us-central1", "staging"] as const;
    // The engine's messages about its provider differ from run to run.
    expect([status, summary(stdout).filter((line) => !line.startsWith("  "))]).toEqual([
      3,
      [
        "failed latest: its process ended with SIGKILL",
        "failed prod-us-central1: the engine was ended by SIGKILL",
        "failed staging: the engine failed",
        "engine: 27 objects of prod-europe-west1",
        "3 stacks failed: the generated files of latest, prod-us-central1 and staging stay unchanged",
      ],
    ]);
    expect(fleet.project.snapshot()).toEqual(fleet.without(failed));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(fleet.runAgain()).toEqual({ status: 0, rendered: failed, complete: true });
  });

  it("a stack reaches its time limit", () => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    const faults = faultyEngine({ pulumi: { staging: 'case "$*" in *" up "* | "up "*) exec sleep 600 ;; esac' } });
    const { status, stdout } = fleet.up(["--parallel", "1", "--stack-timeout", "12"], faults);
    expect([status, summary(stdout)]).toEqual([
      3,
      [
        "failed staging: took longer than 12 s",
        "engine: 33 objects of latest",
        "1 stack failed: the generated files of staging stay unchanged",
      ],
    ]);
    expect(fleet.project.snapshot()).toEqual(fleet.without(["staging"]));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(fleet.runAgain()).toEqual({ status: 0, rendered: ["staging"], complete: true });
  });

  it("the engine does nothing and reports success", () => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    const faults = faultyEngine({ pulumi: { staging: 'case "$*" in *" up "* | "up "*) exit 0 ;; esac' } });
    const { status, stdout } = fleet.up(["--parallel", "4"], faults);
    expect([status, summary(stdout)]).toEqual([
      3,
      [
        "failed staging: the engine changed some of its objects",
        "  the engine: rendered 0 of 28 objects",
        "engine: 33 objects of latest",
        "1 stack failed: the generated files of staging stay unchanged",
      ],
    ]);
    expect(fleet.project.snapshot()).toEqual(fleet.without(["staging"]));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(fleet.runAgain()).toEqual({ status: 0, rendered: ["staging"], complete: true });
  });
});

describe.skipIf(!HAS_ENGINE)("a run whose output is closed", { timeout: 180_000 }, () => {
  it("renders all stacks and writes them", () => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    expect(shell(fleet.project, `fairlead ${fleet.command("--parallel", "1").join(" ")} 2>&1 | head -1`, fleet.environment()).status).toBe(
      0,
    );
    expect(fleet.project.snapshot()).toEqual(fleet.after);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });
});

describe.skipIf(!HAS_ENGINE)("a run that a signal ends", { timeout: 180_000 }, () => {
  it("with Ctrl-C keeps the finished stacks, and ends the others at once", async () => {
    const fleet = new ChangedFleet(["latest", "prod-europe-west1", "staging"]);
    const { root } = fleet.project;
    const { kill, done } = fleet.project.start(fleet.command("--parallel", "1"), fleet.environment());
    await started(root, "prod-europe-west1", "provider");
    kill("SIGINT");
    const { status, stdout } = await done;
    const failed = ["prod-europe-west1", "staging"] as const;
    expect([status, summary(stdout).filter((line) => !line.startsWith("  "))]).toEqual([
      130,
      [
        "failed prod-europe-west1: interrupted",
        "failed staging: interrupted",
        "engine: 33 objects of latest",
        "2 stacks failed: the generated files of prod-europe-west1 and staging stay unchanged; the run was interrupted",
      ],
    ]);
    expect(fleet.project.snapshot()).toEqual(fleet.without(failed));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(fleet.runAgain()).toEqual({ status: 0, rendered: failed, complete: true });
  });

  it("with SIGTERM, as in CI, keeps the finished stacks too", async () => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    const { kill, done } = fleet.project.start(fleet.command("--parallel", "1"), fleet.environment());
    await started(fleet.project.root, "staging", "node");
    kill("SIGTERM");
    kill("SIGTERM");
    expect((await done).status).toBe(130);
    expect(fleet.project.snapshot()).toEqual(fleet.without(["staging"]));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });

  it("by closing its terminal keeps the finished stacks too", async (test) => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    const up = `fairlead ${fleet.command("--parallel", "1").join(" ")}`;
    // A shell passes the signal on to its children; with `trap :` it waits for their end.
    const { script, status } = shellLine(`{ trap : HUP; ${up}; } & trap 'trap : HUP; kill -HUP 0' HUP; wait; wait`);
    const terminal = spawn("script", ["--quiet", "--flush", "--command", script, "/dev/null"], {
      cwd: fleet.project.root,
      env: environment(fleet.environment()),
    });
    const spawned = new Promise((resolve) => terminal.once("spawn", () => resolve(true)).once("error", () => resolve(false)));
    if (!(await spawned)) return test.skip("script(1), which makes terminals, is not installed");
    let shown = "";
    terminal.stdout.on("data", (chunk: Buffer) => (shown += chunk.toString()));
    await until("a stack that is rendered", () => /latest: +rendered|latest +rendered/.exec(shown) ?? undefined);
    await started(fleet.project.root, "staging", "node");
    terminal.kill("SIGKILL");
    expect(await until("its end", status)).toBe(130);
    expect(fleet.project.snapshot()).toEqual(fleet.without(["staging"]));
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });

  it.each(["node", "pulumi", "provider"] as const)("with kill -9 once there is a %s leaves nothing", async (what) => {
    const fleet = new ChangedFleet(["latest", "staging"]);
    const { root } = fleet.project;
    const { kill, done } = fleet.project.start(fleet.command("--parallel", "4"), fleet.environment());
    await started(root, "staging", what);
    kill();
    expect((await done).status).toBe(null);
    await until("all processes have ended", () => processesOf(root).length === 0);
    expect(fleet.project.snapshot()).toEqual(fleet.before);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    if (what === "provider")
      expect(fleet.runAgain()).toEqual({
        status: 0,
        rendered: ["latest", "staging"],
        complete: true,
      });
  });
});
