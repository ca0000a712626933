import { spawnSync } from "node:child_process";

/** Kilobytes; below the 8 MB that systems give the main thread. */
const FLAG = "--stack-size=3900";

/** Whether an import failed because a chain of imports is deeper than Node's usual stack, some six hundred files. */
export const isTooDeep = (error: unknown): boolean => error instanceof RangeError && !process.execArgv.includes(FLAG);

/** Starts the command again from the beginning, with a stack for chains of thousands. */
export function restartWithDeepStack(): never {
  const args = [FLAG, ...process.execArgv, ...process.argv.slice(1)];
  if (process.execve !== undefined && process.platform !== "win32")
    process.execve(process.execPath, [process.execPath, ...args], process.env);
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 70);
}
