import { readdirSync, readFileSync } from "node:fs";

/** The memory that a process and all that it started have resident, in bytes; 0 where there is no /proc. */
export function residentBytes(pid: number): number {
  try {
    const [, kibibytes = "0"] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kibibytes) * 1024 + childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), 0);
  } catch {
    // It has just ended.
    return 0;
  }
}

/** A child is kept with the thread that started it. */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  );
