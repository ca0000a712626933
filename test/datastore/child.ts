/** Child processes that run TypeScript files of this directory. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

export type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Starts a script of this directory. Its stderr is shown. */
export const startChild = (script: string, args: readonly string[]): Child =>
  spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });

/** Waits for a child, and returns its exit code or signal. */
export async function endOf(child: Child): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.signalCode ?? child.exitCode;
}
