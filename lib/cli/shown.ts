import type { AppContext } from "../app/context.ts";
import type { Results } from "../report/results/results.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Terminal } from "./io.ts";

/** A result with its name in the reporters. */
export type Shown = {
  readonly [K in keyof Results]: { readonly kind: K; readonly result: Results[K]; readonly exit?: ExitCode };
}[keyof Results];

/** The context of a use case, with the terminal. */
export interface RunContext extends AppContext {
  readonly terminal: Terminal;
}
