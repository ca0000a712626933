import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { killRunProcesses } from "../kill-run-processes.ts";
import { PARENT_VARIABLE, RUN_VARIABLE, WORK_VARIABLE } from "../run-variables.ts";

/** The process that started this one. If it ends, the system gives this process another parent. */
const PARENT = Number(process.env[PARENT_VARIABLE]);

/** Ends this process with its whole run. Called if the connection to the parent closes: most likely the parent was killed. */
export async function endWithoutParent(): Promise<void> {
  const { [RUN_VARIABLE]: run, [WORK_VARIABLE]: workDir } = process.env;
  if (run === undefined || workDir === undefined) return;
  try {
    const orphan = await isOrphan();
    // Printed before the engine is killed, because Pulumi then prints errors that only follow from that.
    if (!orphan) process.stderr.write("error: something in it has closed its connection (process.disconnect)\n");
    await killRunProcesses(run);
    // Without the parent, every program of the run ends now. The last one finds nothing to remove.
    rmSync(orphan ? dirname(workDir) : workDir, { recursive: true, force: true, maxRetries: 10 });
  } finally {
    process.kill(-process.pid, "SIGKILL");
  }
}

/** True if the parent has ended. A dying parent closes the connection some instants before it is gone; a program may close it too. */
async function isOrphan(): Promise<boolean> {
  for (let round = 0; round < 50 && process.ppid === PARENT; round += 1) await sleep(20);
  return process.ppid !== PARENT;
}
