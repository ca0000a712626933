import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** Makes a directory that is removed after the test. @param purpose one word for its name @returns its real path */
export function temporaryDirectory(purpose = "test"): string {
  const directory = makeDirectory(purpose);
  removeAtEnd(directory);
  return directory;
}

const makeDirectory = (purpose: string): string => realpathSync(mkdtempSync(join(tmpdir(), `fairlead-${purpose}-`)));

/** Removes a directory after the test. It retries, because children of a killed command may still write there. */
export const removeAtEnd = (directory: string): void => onTestFinished(() => remove(directory));

const remove = (directory: string): void => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

const lasting: string[] = [];
afterAll(() => lasting.splice(0).forEach(remove));

/** Makes a directory that is removed after the last test of the file. @returns its real path */
export function lastingDirectory(): string {
  const directory = makeDirectory("lasting");
  lasting.push(directory);
  return directory;
}
