import { isCode } from "../base/errors.ts";

/** True if a process with this number exists on this machine, also if another user owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}
