import { writeSync } from "node:fs";
import { homedir } from "node:os";
import type { Engine } from "../../lib/pulumi/engine/engine.ts";
import { findEngine, INSTALL_COMMAND } from "../../lib/pulumi/engine/find-engine.ts";

const found = (await findEngine(process.env, homedir())).engine;

/** True if this machine has an engine. Tests that need one are skipped otherwise. */
export const HAS_ENGINE = found !== undefined;

/** Prints once why tests were skipped. The reporter only shows their number. */
export function reportSkipped(): void {
  if (!HAS_ENGINE) writeSync(process.stderr.fd, `engine: skipped, no Pulumi engine (${INSTALL_COMMAND})\n`);
}

/** Returns the sorted lines of a run's log, without seconds. Drops the progress lines, which only a slow machine prints. */
export const logLines = (stderr: string): readonly string[] =>
  stderr
    .replace(/^[\w-]+: renders .+\n/gm, "")
    .replace(/[\d.]+ s$/gm, "0 s")
    .split("\n")
    .slice(0, -1)
    .sort();

/** Returns the engine. Only for tests that are skipped without one. */
export function engine(): Engine {
  if (found === undefined) throw new Error("a test that needs the engine is not marked with HAS_ENGINE");
  return found;
}
