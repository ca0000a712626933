import type { Program } from "./program.ts";

/** A program as its process gets it. */
export interface ProgramJob extends Pick<Program, "project" | "stack" | "operation" | "module" | "sources"> {
  readonly backendUrl: string;
  /** JSON file with the input of the program: it may be large. */
  readonly input: string;
  /** An empty directory for the program's results. */
  readonly out: string;
  /** The run's work directory, in which the engine is `bin/pulumi`. */
  readonly workDir: string;
}

/** A message from the parent to a program's process. */
export type ParentMessage = { readonly type: "run"; readonly job: ProgramJob } | { readonly type: "cancel" };

/** A message of the engine. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  /** Name of the resource; undefined if the message is about the whole stack. */
  readonly resource: string | undefined;
  readonly message: string;
}

/** The last message of a program's process. */
export type FinalMessage =
  | { readonly type: "done"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "failed"; readonly message: string; readonly diagnostics: readonly Diagnostic[] };

/** A message from a program's process to the parent. */
export type ProgramMessage = { readonly type: "progress"; readonly registered: number } | FinalMessage;
