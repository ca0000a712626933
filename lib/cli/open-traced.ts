import type { AppContext } from "../app/context.ts";
import { wantsTraces } from "../notify/traces/wants-traces.ts";
import type { CliContext } from "./io.ts";
import type { ExitCode } from "./exit-code.ts";

/** A run with its trace. */
export interface Traced {
  readonly onEvent: AppContext["onEvent"];
  /** Sends the trace. @param error the code of the error that ended the run */
  readonly end: (exit: ExitCode, error?: string) => Promise<void>;
}

/** Traces a run, if the environment names a collector. Otherwise it loads no code. @param onEvent hears of all events, too */
export async function openTraced(
  { terminal, env, command }: Pick<CliContext, "terminal" | "env" | "command">,
  onEvent: AppContext["onEvent"],
): Promise<Traced> {
  if (!wantsTraces(env)) return { onEvent, end: async () => {} };
  const [{ openTrace }, { VERSION }] = await Promise.all([import("../notify/traces/open-trace.ts"), import("../app/version.ts")]);
  const warn = (reason: string): void => terminal.err(`warning: the trace was not sent: ${reason}\n`);
  const trace = openTrace({ name: `fairlead ${command}`, version: VERSION, env, warn });
  return {
    onEvent: (event) => {
      trace.onEvent(event);
      onEvent(event);
    },
    end: (exit, error) =>
      trace.end(
        { "fairlead.command": command, "process.exit.code": exit, ...(error === undefined ? {} : { "error.type": error }) },
        exit !== 0,
      ),
  };
}
