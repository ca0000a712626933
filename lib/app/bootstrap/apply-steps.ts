import { describeProgramExit, type ProgramExit, runProgram } from "../../system/run-program.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import type { AppContext } from "../context.ts";
import { inContext, inputOf, type Program } from "./command-line.ts";
import type { PlannedStep } from "./plan-steps.ts";
import type { StepFailure, StepOutcome } from "./results.ts";

/** The place in which steps run. */
export interface StepPlace {
  /** The root of the repository. */
  readonly root: string;
  /** The context of kubectl and helm. */
  readonly context: string;
  readonly programs: ReadonlyMap<Program, string>;
}

/** The end of a run of steps. */
export interface AppliedSteps {
  readonly outcomes: readonly StepOutcome[];
  readonly failure?: Omit<StepFailure, "next">;
  readonly interrupted?: true;
}

/** Runs steps in order. It stops at the first one that fails. */
export const applySteps = (context: AppContext, steps: readonly PlannedStep[], place: StepPlace): Promise<AppliedSteps> =>
  whileInterruptible(async (signal) => {
    for (const [index, { title, line }] of steps.entries()) {
      context.onEvent({ kind: "bootstrap-step", number: index + 1, total: steps.length, title });
      const input = inputOf(line);
      const exit = await runProgram(place.programs.get(line.program) ?? line.program, inContext(line, place.context), {
        cwd: place.root,
        env: context.env,
        signal,
        ...(input === undefined ? {} : { input }),
      });
      if (exit.code !== 0) return failed(steps, index, exit);
    }
    return { outcomes: steps.map(() => "done" as const) };
  });

function failed(steps: readonly PlannedStep[], at: number, exit: ProgramExit): AppliedSteps {
  const output = `${exit.stdout}\n${exit.stderr}`.split(/\r?\n/).filter((line) => line.trim() !== "");
  return {
    outcomes: steps.map((_step, index) => (index < at ? "done" : index === at ? "failed" : "not run")),
    failure: { exit: describeProgramExit(exit), output },
    ...(exit.stopped === "interrupted" ? { interrupted: true } : {}),
  };
}
