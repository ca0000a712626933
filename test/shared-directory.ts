import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/**
 * Returns a directory that the test files of one run share. Tests copy it and never write to it.
 * @param name of what it holds
 * @param fill fills a new directory; the first caller runs it
 */
export function sharedDirectory(name: string, fill: (directory: string) => void): string {
  const shared = inject("shared");
  const place = join(shared, name);
  if (existsSync(place)) return place;
  const made = mkdtempSync(join(shared, "new-"));
  fill(made);
  try {
    renameSync(made, place);
  } catch (error) {
    // Another test file was faster.
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true });
  }
  return place;
}
