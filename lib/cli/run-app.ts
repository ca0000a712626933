import { type Application, run, type StricliProcess } from "@stricli/core";
import { openTerminal } from "../system/terminal.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { CliContext, MakeContext } from "./io.ts";

/** Runs the commands of an application and sets the exit code of the process. */
export async function runApp(app: Application<CliContext>, args: readonly string[], makeContext: MakeContext): Promise<void> {
  const terminal = openTerminal(process, () =>
    process.on("exit", (code) => {
      if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
    }),
  );
  let errors = "";
  const streams: StricliProcess = { stdout: { write: terminal.out }, stderr: { write: (text) => void (errors += text) } };
  await run(app, args, { process: streams, terminal, cwd: process.cwd(), env: process.env, makeContext });
  process.exitCode = exitCodeOf(streams.exitCode);
  if (errors === "") return;
  if (process.exitCode === EXIT.usage) await (await import("./usage.ts")).showUsageError(app, terminal, args, errors);
  else terminal.err(errors);
}

/** Maps stricli's exit codes: it has negative ones for usage errors. */
function exitCodeOf(code: number | string | null | undefined): ExitCode {
  const number = Number(code ?? 0);
  if (number === -4 || number === -5) return EXIT.usage;
  return Object.values(EXIT).find((value) => value === number) ?? EXIT.defect;
}
