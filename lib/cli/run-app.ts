import { type Application, run, type StricliProcess } from "@stricli/core";
import { openTerminal } from "../system/terminal.ts";
import { watchEnd } from "../system/watch-end.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { CliContext, MakeContext } from "./io.ts";

/** Runs the commands of an application and sets the exit code of the process. */
export async function runApp(app: Application<CliContext>, args: readonly string[], makeContext: MakeContext): Promise<void> {
  const terminal = openTerminal(process, () =>
    process.on("exit", (code) => {
      if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
    }),
  );
  const ended = watchEnd(terminal.err, process.cwd(), EXIT);
  let errors = "";
  const streams: StricliProcess = { stdout: { write: terminal.out }, stderr: { write: (text) => void (errors += text) } };
  const context = { process: streams, terminal, cwd: process.cwd(), env: process.env, makeContext };
  await run(app, args, { process: streams, forCommand: ({ prefix }) => ({ ...context, command: prefix.slice(1).join(" ") }) });
  const code = exitCodeOf(Number(streams.exitCode ?? 0));
  if (errors !== "" && code === EXIT.usage) await (await import("./usage.ts")).showUsageError(app, terminal, args, errors);
  else if (errors !== "") terminal.err(errors);
  ended(code);
}

/** Maps stricli's exit codes: it has negative ones for usage errors. */
const exitCodeOf = (code: number): ExitCode =>
  code === -4 || code === -5 ? EXIT.usage : (Object.values(EXIT).find((value) => value === code) ?? EXIT.defect);
