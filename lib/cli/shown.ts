import type { AppContext } from "../app/context.ts";
import type { Results } from "../report/results/results.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Questions } from "../system/prompt.ts";
import type { Terminal } from "../system/terminal.ts";

/** A result with its name in the reporters. */
export type Shown = {
  readonly [K in keyof Results]: { readonly kind: K; readonly result: Results[K]; readonly exit?: ExitCode };
}[keyof Results];

/** The context of a use case, with the terminal. */
export interface RunContext extends AppContext {
  readonly terminal: Terminal;
}

/** Asks for the fields that a request lacks, if a person can be asked. */
export const complete = async <T extends object>({ terminal }: RunContext, given: T, questions: Questions<T>): Promise<T> =>
  terminal.interactive ? (await import("../system/prompt.ts")).askMissing(given, questions) : given;
