import { type BaseArgs, buildCommand, type Command, type CommandBuilderArguments } from "@stricli/core";
import type { AnyFlags } from "./flags.ts";
import type { CliContext } from "./io.ts";
import type { RunContext, Shown } from "./shown.ts";

/** The body of a command. It returns a result to show, or nothing. */
type Run<F, A extends BaseArgs = []> = (context: RunContext, flags: F, ...args: A) => Promise<Shown | undefined>;

export interface Declaration<F extends AnyFlags, A extends BaseArgs> {
  readonly brief: string;
  readonly description: string;
  /** Complete command lines. */
  readonly examples: readonly string[];
  readonly parameters: CommandBuilderArguments<F, A, CliContext>["parameters"];
  /** Runs the command. It imports its use case itself, so that `--help` loads none. */
  readonly run: Run<F, A>;
}

/** Declares a command. Its errors become messages and exit codes. */
export const command = <F extends AnyFlags, A extends BaseArgs>(declaration: Declaration<F, A>): Command<CliContext> => {
  const { brief, description, examples, parameters, run } = declaration;
  return buildCommand<F, A, CliContext>({
    docs: { brief, fullDescription: `${description}\n\nEXAMPLES\n${examples.map((line) => `  ${line}`).join("\n")}` },
    parameters,
    loader: async () => {
      const { execute } = await import("./execute.ts");
      return async function call(this: CliContext, flags: F, ...args: A): Promise<void> {
        Object.assign(this.process, { exitCode: await execute(this, flags, (context) => run(context, flags, ...args)) });
      };
    },
  });
};
