import type { WrittenPacks } from "../policies/write-packs.ts";
import type { StateSecrets } from "./backend.ts";
import type { Program } from "./program.ts";

/** A program as its process gets it. */
export interface ProgramJob extends Pick<Program, "project" | "stack" | "operation" | "module" | "sources"> {
  readonly backendUrl: string;
  /** The encryption of a state that stays. @default the state is ephemeral */
  readonly secrets?: StateSecrets | undefined;
  /** The directories of Fairlead's own providers by package. */
  readonly providers: Readonly<Record<string, string>>;
  /** The policy packs. @default none */
  readonly policies?: WrittenPacks | undefined;
  /** JSON file with the input of the program: it may be large. */
  readonly input: string;
  /** An empty directory for the program's results. */
  readonly out: string;
  /** The run's work directory, in which the engine is `bin/pulumi`. */
  readonly workDir: string;
  /** The version of the engine: `3.259.0`. */
  readonly version: string;
}

/** A message from the parent to a program's process. */
export type ParentMessage = { readonly type: "run"; readonly job: ProgramJob } | { readonly type: "cancel" };

/** A message of the engine. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  /** Name of the resource; undefined if the message is about the whole stack. */
  readonly resource: string | undefined;
  readonly urn?: string | undefined;
  readonly message: string;
  /** The policy that the resource violates: `no-basic of cloud-rules 1.0.0`. An error is a mandatory one. @default the message is of the engine */
  readonly policy?: string;
}

/** An operation of the engine on a resource whose state stays. In a preview, the engine only plans it. */
export interface Step {
  /** `create`, `update`, `delete`, `create-replacement`, `refresh`. */
  readonly operation: string;
  readonly urn: string;
  readonly outcome: "done" | "failed";
  /** The inputs that force a replacement. */
  readonly causes: readonly string[];
  /** The inputs that a refresh found to differ. @default none */
  readonly differences?: readonly Difference[];
}

/** An input that differs between the state and the cloud. */
export interface Difference {
  readonly path: string;
  readonly recorded: unknown;
  readonly found: unknown;
}

/** The last message of a program's process. */
export type FinalMessage = {
  readonly diagnostics: readonly Diagnostic[];
  /** The operations, without those that change nothing. Empty if the state is ephemeral. */
  readonly steps: readonly Step[];
} & ({ readonly type: "done" } | { readonly type: "failed"; readonly message: string });

/** A message from a program's process to the parent. */
export type ProgramMessage = { readonly type: "progress"; readonly registered: number } | FinalMessage;
