import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { BIN, TestProject } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { ChangedFleet, NOTHING_LEFT } from "./changed-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const CHANGED = ["latest", "staging"] as const;
const SCRIPT = join(import.meta.dirname, "full-disk.sh");
const OWN_MOUNTS = ["--user", "--map-root-user", "--mount"];
/** True if this user may mount a small disk, which the test then fills. Needs Linux with user namespaces. */
const CAN_MOUNT = spawnSync("unshare", [...OWN_MOUNTS, "true"]).status === 0;

/** The project of a run on a full disk, its tree after the first run, and its output. */
interface Ended {
  readonly fleet: ChangedFleet;
  readonly kept: TestProject;
  readonly output: string;
}

/** Runs `up` on a disk with some KiB left, frees space, and runs it again. */
async function upWith(room: number): Promise<Ended> {
  const fleet = new ChangedFleet(CHANGED);
  const kept = new TestProject(undefined, temporaryDirectory("kept"));
  const command = [process.execPath, BIN, ...fleet.command("--parallel", "4")];
  const child = spawn("unshare", [...OWN_MOUNTS, "sh", SCRIPT, fleet.project.root, String(room), ...command], {
    env: { ...process.env, ...fleet.environment({ EXPECTED: join(fleet.expected, "pulumi-gen"), KEPT: kept.root }) },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return { fleet, kept, output: await text(child.stdout) };
}

describe.skipIf(!HAS_ENGINE || !CAN_MOUNT)("a full disk", { timeout: 180_000 }, () => {
  it("loses nothing, and the next run completes it: with too little space for the input, for the state, and for the files", async () => {
    // If the engine cannot write its state, it tries again for 30 seconds. So the three disks are filled at the same time.
    for (const { fleet, kept, output } of await Promise.all([4, 60, 400].map(upWith))) {
      expect(output).toBe("full: exit 3, left: \nwith room: exit 0, as expected: yes, left: \n");
      // A stack that was finished before the disk was full is complete.
      const shown = kept.read("stdout");
      const failed = CHANGED.filter((stack) => shown.includes(`failed ${stack}: `));
      expect(kept.snapshot()).toEqual(shown.includes("\nrendered ") ? fleet.without(failed) : fleet.before);
      expect(fleet.left()).toEqual(NOTHING_LEFT);
    }
  });
});
