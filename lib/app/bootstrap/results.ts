/** The end of a step. `to do`: the command only shows the steps. */
export type StepOutcome = "to do" | "done" | "failed" | "not run";

/** A command for a new cluster. A second run changes nothing. */
export interface BootstrapStep {
  /** The name for `--skip`. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** The line of shell that a person can paste in the root of the repository. */
  readonly command: string;
  readonly outcome: StepOutcome;
}

/** A task that no step does. */
export interface BootstrapTask {
  readonly what: string;
  /** @default the task has no single command */
  readonly command?: string;
}

/** The failure of a step. */
export interface StepFailure {
  /** The end of the program: `exit code 1`. */
  readonly exit: string;
  /** The lines that the program printed. */
  readonly output: readonly string[];
  /** The command that goes on. */
  readonly next: string;
}

/** The result of `bootstrap`. */
export interface BootstrapResult {
  readonly stack: string;
  /** The name of the cluster in Argo CD. */
  readonly cluster: string;
  /** The context of kubectl in which steps ran. @default no step ran */
  readonly context?: string;
  readonly steps: readonly BootstrapStep[];
  /** The tasks that stay for a person. */
  readonly tasks: readonly BootstrapTask[];
  readonly failure?: StepFailure;
  /** True if a signal ended the run. */
  readonly interrupted?: true;
}
