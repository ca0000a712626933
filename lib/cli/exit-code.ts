import type { Verdict } from "../report/results/verdict.ts";

/** The exit code of each verdict. */
export const EXIT = { done: 0, refused: 1, usage: 2, input: 3, defect: 70, interrupted: 130 } as const satisfies Record<Verdict, number>;
export type ExitCode = (typeof EXIT)[Verdict];
