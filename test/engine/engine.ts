import { writeSync } from "node:fs";
import { homedir } from "node:os";
import type { Engine } from "../../lib/pulumi/engine/engine.ts";
import { findEngine, INSTALL_COMMAND } from "../../lib/pulumi/engine/find-engine.ts";

const found = (await findEngine(process.env, homedir())).engine;

/** Whether this machine has an engine; what needs one is skipped where it has none. */
export const HAS_ENGINE = found !== undefined;

/** Says once that tests were skipped, past the reporter, which shows only a number. */
export function tellSkipped(): void {
  if (!HAS_ENGINE) writeSync(process.stderr.fd, `engine: skipped, no Pulumi engine (${INSTALL_COMMAND})\n`);
}

/** What a log has of a run, in order, without seconds. How far a stack was after ten of them is only said where a machine is slow. */
export const logLines = (stderr: string): readonly string[] =>
  stderr
    .replace(/^[\w-]+: renders .+\n/gm, "")
    .replace(/[\d.]+ s$/gm, "0 s")
    .split("\n")
    .slice(0, -1)
    .sort();

/** The engine, in a test that does not run without one. */
export function engine(): Engine {
  if (found === undefined) throw new Error("a test that needs the engine is not marked with HAS_ENGINE");
  return found;
}
