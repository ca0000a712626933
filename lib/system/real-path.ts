import { realpathSync } from "node:fs";

/** Resolves all links of a path; undefined if it leads nowhere. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
