import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Makes a directory that is removed after the test. @param purpose one word for its name @returns its real path */
export function temporaryDirectory(purpose = "test"): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), `fairlead-${purpose}-`)));
  removeAtEnd(directory);
  return directory;
}

/** Removes a directory after the test. It retries, because children of a killed command may still write there. */
export const removeAtEnd = (directory: string): void =>
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
