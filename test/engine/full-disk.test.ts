import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BIN, TestProject } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { ChangedFleet, NOTHING_LEFT } from "./changed-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const SCRIPT = join(import.meta.dirname, "full-disk.sh");
const OWN_MOUNTS = ["--user", "--map-root-user", "--mount"];
/** True if this user may mount a small disk, which the test then fills. Needs Linux with user namespaces. */
const CAN_MOUNT = spawnSync("unshare", [...OWN_MOUNTS, "true"]).status === 0;

describe.skipIf(!HAS_ENGINE || !CAN_MOUNT)("a full disk", { timeout: 180_000 }, () => {
  // Too little space for the input, for the state, and for the rendered files.
  it.each([4, 60, 400])("with %d KiB left loses nothing, and the next run completes it", (room) => {
    const stacks = ["latest", "staging"] as const;
    const fleet = new ChangedFleet(stacks);
    const kept = new TestProject(undefined, temporaryDirectory("kept"));
    const command = [process.execPath, BIN, ...fleet.command("--parallel", "4")];
    const { stdout, stderr } = spawnSync("unshare", [...OWN_MOUNTS, "sh", SCRIPT, fleet.project.root, String(room), ...command], {
      env: { ...process.env, ...fleet.environment({ EXPECTED: join(fleet.expected, "pulumi-gen"), KEPT: kept.root }) },
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toMatchObject({ stdout: "full: exit 3, left: \nwith room: exit 0, as expected: yes, left: \n" });
    // A stack that was finished before the disk was full is complete.
    const output = kept.read("stdout");
    const failed = stacks.filter((stack) => output.includes(`failed ${stack}: `));
    expect(kept.snapshot()).toEqual(output.includes("\nrendered ") ? fleet.without(failed) : fleet.before);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
  });
});
