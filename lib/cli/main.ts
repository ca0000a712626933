import { run, type StricliProcess } from "@stricli/core";
import { app } from "./app.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { openTerminal } from "../system/terminal.ts";

/** Runs the command line and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = openTerminal(process, () => process.on("exit", failIfDone));
  let errors = "";
  const streams: StricliProcess = { stdout: { write: terminal.out }, stderr: { write: (text) => void (errors += text) } };
  await run(app, args, { process: streams, terminal, cwd: process.cwd(), env: process.env });
  process.exitCode = exitCodeOf(streams.exitCode);
  if (errors === "") return;
  if (process.exitCode === EXIT.usage) await (await import("./usage.ts")).showUsageError(terminal, args, errors);
  else terminal.err(errors);
}

/** Sets an exit code for a run whose output is lost. */
function failIfDone(code: number): void {
  if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
}

/** Maps stricli's exit codes: it has negative ones for usage errors. */
function exitCodeOf(code: number | string | null | undefined): ExitCode {
  const number = Number(code ?? 0);
  if (number === -4 || number === -5) return EXIT.usage;
  return Object.values(EXIT).find((value) => value === number) ?? EXIT.defect;
}
