import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The file system in memory that Linux has. */
const MEMORY = "/dev/shm";

/** The tests use the disk if less is free. They use about 0.2 GB at once. */
const MINIMUM_FREE_BYTES = 2 * 1024 ** 3;

let directory: string | undefined;

/**
 * Puts the temporary directories of all tests into memory, if there is room and TMPDIR is not set.
 * On some disks, a copy of the sample takes 30 times as long.
 */
export function setup(): void {
  // All tests and commands share the code that Node compiled, also from one run of the tests to the next.
  process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "node-compile-cache");
  if (process.env["TMPDIR"] !== undefined) return;
  directory = makeDirectory();
  if (directory !== undefined) process.env["TMPDIR"] = directory;
}

export function teardown(): void {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
}

function makeDirectory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < MINIMUM_FREE_BYTES) return undefined;
    const made = mkdtempSync(join(MEMORY, "fairlead-tests-"));
    if (runsPrograms(made)) return made;
    rmSync(made, { recursive: true });
  } catch {
    // Other systems, and some containers, have no such file system.
  }
  return undefined;
}

/** True if programs in a directory can be started. Some containers forbid it. */
function runsPrograms(path: string): boolean {
  const program = join(path, "probe");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
