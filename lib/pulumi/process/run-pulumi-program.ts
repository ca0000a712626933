import { rmSync } from "node:fs";
import type { Env } from "../../system/environment.ts";
import type { Engine } from "../engine/engine.ts";
import { accessBackend } from "./backend.ts";
import { killRunProcesses } from "./kill-run-processes.ts";
import { NOTHING_PRINTED, type PrintedLines } from "./printed-lines.ts";
import type { Program } from "./program.ts";
import { programEnvironment } from "./program-environment.ts";
import type { Diagnostic, ProgramJob, Step } from "./protocol.ts";
import { superviseChild, type SuperviseOptions } from "./supervise-child.ts";
import { makeWorkDirectory, type WorkDirectory } from "./work-directory.ts";

export interface RunProgramOptions extends SuperviseOptions {
  readonly engine: Engine;
  /** Environment of this process. The program's policy decides what it sees of it. */
  readonly env: Env;
  /** Directory of the run. It is deleted at the end, also after a failure. */
  readonly workDir: string;
}

/** The outcome of a program. */
export type ProgramOutcome = ProgramFigures &
  ({ readonly outcome: "succeeded" } | { readonly outcome: "failed"; readonly message: string }) & {
    readonly diagnostics: readonly Diagnostic[];
    /** The operations on a state that stays. */
    readonly steps: readonly Step[];
    readonly printed: PrintedLines;
  };

export interface ProgramFigures {
  readonly seconds: number;
  /** Maximum resident memory of the program's processes, measured four times a second. */
  readonly peakBytes: number;
}

const NO_OUTPUT = { diagnostics: [], steps: [], printed: NOTHING_PRINTED } as const;

/** Runs a program in a separate process. Failures of the program or the engine are outcomes. No process and no file is left. */
export async function runPulumiProgram(program: Program, options: RunProgramOptions): Promise<ProgramOutcome> {
  const { engine, env, workDir, signal } = options;
  const start = performance.now();
  const run = `${process.pid}-${program.stack.name}-${Math.random().toString(36).slice(2)}`;
  let peakBytes = 0;
  const figures = (): ProgramFigures => ({ seconds: Math.round(performance.now() - start) / 1000, peakBytes });
  if (signal.aborted) return { outcome: "failed", ...figures(), message: "interrupted", ...NO_OUTPUT };
  try {
    const directory = makeWorkDirectory(workDir, engine, program);
    const job = jobOf(program, directory, engine);
    const { final, printed, ...memory } = await superviseChild(programEnvironment(program, directory, env, run), job, options);
    peakBytes = memory.peakBytes;
    const output = { diagnostics: final.diagnostics, steps: final.steps, printed };
    if (final.type === "failed") return { outcome: "failed", ...figures(), message: final.message, ...output };
    program.collect(directory.out);
    return { outcome: "succeeded", ...figures(), ...output };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { outcome: "failed", ...figures(), message: error.message, ...NO_OUTPUT };
  } finally {
    await killRunProcesses(run);
    rmSync(workDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

const jobOf = (
  { project, stack, backend, operation, module, sources }: Program,
  { root, out, input, providers, policies }: WorkDirectory,
  { version }: Engine,
): ProgramJob => ({
  project,
  stack,
  operation,
  module,
  sources,
  backendUrl: accessBackend(backend, root).url,
  secrets: backend.kind === "durable" ? backend.secrets : undefined,
  providers,
  policies,
  input,
  out,
  workDir: root,
  version,
});
