import type { CommandContext } from "@stricli/core";
import type { AppContext } from "../app/context.ts";

/** The terminal of a command. */
export interface Terminal {
  /** Writes results. */
  readonly out: (text: string) => void;
  /** Writes progress and errors. */
  readonly err: (text: string) => void;
  /** True if results may have colours. */
  readonly color: boolean;
  /** The number of lines that can be redrawn on standard error; 0 in a CI or without a terminal. */
  readonly liveLines: number;
  /** True if a person can be asked. */
  readonly interactive: boolean;
}

/** The context that stricli passes to every command. */
export interface CliContext extends CommandContext {
  readonly terminal: Terminal;
  readonly cwd: string;
  readonly env: AppContext["env"];
}
