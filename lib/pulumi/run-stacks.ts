import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { ownName, sweep } from "../system/run-directory.ts";
import { openScratch } from "../system/scratch-directory.ts";
import { mapConcurrent } from "../base/map-concurrent.ts";
import { runStack, type StackOutcome, type StackRun, type StackRunOptions } from "./process/run-stack.ts";

export interface RunStacksOptions extends Pick<StackRunOptions, "engine" | "env" | "signal" | "timeLimitMs" | "graceMs"> {
  /** A directory for the stacks' own ones. */
  readonly scratch: string;
  /** How many stacks run at once. From 1. */
  readonly parallel: number;
  readonly onProgress: (stack: string, rendered: number, total: number) => void;
  readonly onEnd: (stack: string, outcome: StackOutcome) => void;
  readonly collect: (stack: string, out: string) => void;
}

/** Makes the run's directory. The SDK takes a backslash for a slash, so that a scratch directory with one is of no use. */
function makeRunDirectory(scratch: string): string {
  if (scratch.includes("\\") && sep === "/") return mkdtempSync(join(tmpdir(), "fairlead-engine-"));
  const root = join(scratch, ownName("engine"));
  // Of an earlier process that had the same number.
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  return root;
}

/** Runs stacks side by side, each in a process of its own; what one does loses no other's result. */
export async function runStacks(stacks: readonly StackRun[], options: RunStacksOptions): Promise<ReadonlyMap<string, StackOutcome>> {
  const { scratch, parallel, onProgress, onEnd, collect, ...rest } = options;
  const outcomes = new Map<string, StackOutcome>();
  openScratch(scratch);
  sweep(scratch, "engine");
  const root = makeRunDirectory(scratch);
  try {
    await mapConcurrent(stacks, parallel, async (run) => {
      const outcome = await runStack(run, {
        ...rest,
        workDir: join(root, run.stack),
        onProgress: (rendered) => onProgress(run.stack, Math.min(rendered, run.objects.length), run.objects.length),
        collect: (out) => collect(run.stack, out),
      });
      outcomes.set(run.stack, outcome);
      onEnd(run.stack, outcome);
    });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  return outcomes;
}
