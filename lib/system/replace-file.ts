import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { syncDirectory } from "./sync-directory.ts";

/** A step of replacing a file. */
export type ReplaceStep = "write" | "sync" | "rename" | "sync directory";

export interface ReplaceOptions {
  /** Name of the temporary file beside the target. @default a name that only this process uses */
  readonly temporary?: string | undefined;
  /** `kill`: the new content survives a killed process. `power loss`: it also survives a power loss, which takes longer. @default "kill" */
  readonly survives?: "kill" | "power loss" | undefined;
  /** Called before each step. A test ends the process there. */
  readonly onStep?: ((step: ReplaceStep) => void) | undefined;
}

/** Replaces a file's content atomically: other processes read the old content or the new one. A failure leaves the old content. */
export function replaceFile(path: string, text: string, { temporary, survives = "kill", onStep = () => {} }: ReplaceOptions = {}): void {
  const next = join(dirname(path), temporary ?? `.${basename(path)}.${process.pid}`);
  const isDurable = survives === "power loss";
  try {
    onStep("write");
    // A killed process may have left a file. A link or a pipe there would lead the content elsewhere.
    rmSync(next, { force: true });
    const fd = openSync(next, "wx", 0o644);
    try {
      // A full disk may take only a part. writeFileSync continues until the rest is written or refused.
      writeFileSync(fd, text);
      if (isDurable) {
        onStep("sync");
        fsyncSync(fd);
      }
    } finally {
      closeSync(fd);
    }
    onStep("rename");
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
  if (isDurable) {
    onStep("sync directory");
    syncDirectory(dirname(path));
  }
}
