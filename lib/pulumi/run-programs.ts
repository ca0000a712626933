import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { mapConcurrent } from "../base/map-concurrent.ts";
import { runFileName, removeLeftovers } from "../system/run-leftovers.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";
import type { Program } from "./process/program.ts";
import { type ProgramOutcome, runPulumiProgram, type RunProgramOptions } from "./process/run-pulumi-program.ts";

export interface RunProgramsOptions extends Pick<RunProgramOptions, "engine" | "env" | "signal" | "timeLimitMs" | "graceMs"> {
  /** Directory below which the run has its work directories. */
  readonly scratch: string;
  /** Maximum number of programs that run at once. From 1. */
  readonly parallel: number;
  readonly onProgress: (name: string, registered: number) => void;
  readonly onEnd: (name: string, outcome: ProgramOutcome) => void;
}

/** Runs programs in parallel, each in a separate process. A program that fails does not affect the others. */
export async function runPrograms(
  programs: ReadonlyMap<string, Program>,
  options: RunProgramsOptions,
): Promise<ReadonlyMap<string, ProgramOutcome>> {
  const { scratch, parallel, onProgress, onEnd, ...rest } = options;
  const outcomes = new Map<string, ProgramOutcome>();
  makeScratchDirectory(scratch);
  removeLeftovers(scratch, "engine");
  const root = makeRunDirectory(scratch);
  try {
    await mapConcurrent([...programs], parallel, async ([name, program]) => {
      const outcome = await runPulumiProgram(program, {
        ...rest,
        workDir: join(root, name),
        onProgress: (registered) => onProgress(name, registered),
      });
      outcomes.set(name, outcome);
      onEnd(name, outcome);
    });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  return outcomes;
}

/** Makes the run's directory. Pulumi's SDK reads a backslash as a slash, so a scratch directory with one cannot hold it. */
function makeRunDirectory(scratch: string): string {
  if (scratch.includes("\\") && sep === "/") return mkdtempSync(join(tmpdir(), "fairlead-engine-"));
  const root = join(scratch, runFileName("engine"));
  // An earlier process with the same number may have left one.
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  return root;
}
