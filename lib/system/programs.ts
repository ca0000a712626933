import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { Env } from "./environment.ts";

/** What a program's file is called here. */
export const programName = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);

/** Every file of this name in the directories of PATH, in their order, each once. */
export function allOnPath(name: string, env: Env): readonly string[] {
  const seen = new Set<string>();
  return (env["PATH"] ?? "").split(delimiter).flatMap((directory) => {
    const path = resolve(directory, programName(name));
    const real = directory === "" ? undefined : realPath(path);
    if (real === undefined || seen.has(real)) return [];
    seen.add(real);
    return [path];
  });
}

/** Why a file cannot be run as a program, or undefined where it can. */
export function programProblem(path: string): string | undefined {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return "is a directory, not a program";
    if (!stat.isFile()) return "is not a file";
    accessSync(path, constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
    return code === "EACCES" ? "is not executable" : `cannot be read (${String(code)})`;
  }
}

/** The program of this name in a directory, where it can be run. */
export function programIn(directory: string, name: string): string | undefined {
  const path = join(directory, programName(name));
  return programProblem(path) === undefined ? path : undefined;
}

/** Where a path leads, past all links; undefined where it leads nowhere. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
