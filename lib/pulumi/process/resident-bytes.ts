import { readdirSync, readFileSync } from "node:fs";

/** Returns the resident memory of a process and its descendants, in bytes; 0 without /proc. */
export function residentBytes(pid: number): number {
  try {
    const [, kibibytes = "0"] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kibibytes) * 1024 + childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), 0);
  } catch {
    // The process has just ended.
    return 0;
  }
}

/** Lists a process's children. Linux lists a child under the thread that started it. */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  );
