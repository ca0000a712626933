import { accessSync, constants, statSync } from "node:fs";

/** Explains why a file cannot run as a program; undefined if it can. */
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
