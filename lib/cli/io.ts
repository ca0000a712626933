import type { CommandContext } from "@stricli/core";
import type { AppContext } from "../app/context.ts";
import type { Terminal } from "../system/terminal.ts";

/** The context that stricli passes to every command. */
export interface CliContext extends CommandContext {
  readonly terminal: Terminal;
  readonly cwd: string;
  readonly env: AppContext["env"];
}
