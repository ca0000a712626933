import type { CommandContext } from "@stricli/core";
import type { AppContext } from "../app/context.ts";
import type { Terminal } from "../system/terminal.ts";

/** Makes the context of use cases. It loads their code itself, so that `--help` loads none. */
export type MakeContext = (given: Pick<AppContext, "cwd" | "env" | "onEvent">) => AppContext | Promise<AppContext>;

/** The context that stricli passes to every command. */
export interface CliContext extends CommandContext {
  readonly terminal: Terminal;
  readonly cwd: string;
  readonly env: AppContext["env"];
  readonly makeContext: MakeContext;
  /** The name of the command: `ci matrix`. */
  readonly command: string;
}
