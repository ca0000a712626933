/** True if programs start in a separate process group, which can be stopped with everything that they have started. */
export const HAS_PROCESS_GROUPS = process.platform !== "win32";

/** Sends a signal to a program's process group. Does nothing if the program has ended. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(HAS_PROCESS_GROUPS ? -pid : pid, signal);
  } catch {
    // The program has ended.
  }
}
