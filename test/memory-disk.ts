import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A directory for what several test files need, such as a fleet with a cloud. */
    shared: string;
  }
}

/** The file system in memory that Linux has. */
const MEMORY = "/dev/shm";

/** The tests use the disk if less is free. They use about 0.2 GB at once. */
const MINIMUM_FREE_BYTES = 2 * 1024 ** 3;

let directory: string | undefined;
let shared: string | undefined;

/**
 * Puts the temporary directories of all tests into memory, if there is room and TMPDIR is not set.
 * On some disks, a copy of the sample takes 30 times as long.
 */
export function setup({ provide }: TestProject): void {
  // All tests and commands share the code that Node compiled, also from one run of the tests to the next.
  process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "node-compile-cache");
  if (process.env["TMPDIR"] === undefined) {
    directory = makeDirectory();
    if (directory !== undefined) process.env["TMPDIR"] = directory;
  }
  shared = mkdtempSync(join(tmpdir(), "fairlead-shared-"));
  provide("shared", shared);
}

export function teardown(): void {
  for (const each of [shared, directory]) if (each !== undefined) rmSync(each, { recursive: true, force: true });
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
