import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { exec } from "./judge/exec.ts";

/** Returns the directory of a tool's built programs: `${XDG_CACHE_HOME:-~/.cache}/fairlead/<tool>`. */
export function cacheRoot(tool: string): string {
  const base = process.env["XDG_CACHE_HOME"] ?? "";
  return join(base === "" ? join(homedir(), ".cache") : base, "fairlead", tool);
}

/** Returns a key for a build from these files on this platform. A change to a file changes the key. */
export async function cacheKey(directory: string, ingredients: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const name of ingredients) hash.update(`${name}\n`).update(await readFile(join(directory, name)));
  return hash.digest("hex").slice(0, 16);
}

/** True if the path exists. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** True if a Go toolchain is on PATH. */
export const hasGo = (): Promise<boolean> =>
  exec("go", ["version"]).then(
    ({ code }) => code === 0,
    () => false,
  );
