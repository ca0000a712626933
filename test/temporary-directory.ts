import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A directory that goes with the test, named as the system names it. @param what it is for, one word */
export function temporaryDirectory(what = "test"): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), `fairlead-${what}-`)));
  removeAtEnd(directory);
  return directory;
}

/** Removes a directory when the test is over. What a killed command had started may write there for a moment longer: hence the retries. */
export const removeAtEnd = (directory: string): void =>
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
