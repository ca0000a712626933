import { delimiter, join, resolve } from "node:path";
import type { Env } from "./environment.ts";
import { programProblem } from "./program-problem.ts";
import { realPath } from "./real-path.ts";

/** Returns the file name of a program on this platform. */
export const programName = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);

/** Lists the files with a program's name in the directories of PATH, in order, each file once. */
export function findAllOnPath(name: string, env: Env): readonly string[] {
  const seen = new Set<string>();
  return (env["PATH"] ?? "").split(delimiter).flatMap((directory) => {
    const path = resolve(directory, programName(name));
    const real = directory === "" ? undefined : realPath(path);
    if (real === undefined || seen.has(real)) return [];
    seen.add(real);
    return [path];
  });
}

/** Returns the path of a program in a directory; undefined if it cannot run. */
export function findInDirectory(directory: string, name: string): string | undefined {
  const path = join(directory, programName(name));
  return programProblem(path) === undefined ? path : undefined;
}
