import { run, type StricliProcess } from "@stricli/core";
import { app } from "./app.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Terminal } from "./io.ts";
import { wantsColor } from "../system/output-stream.ts";
import { openStreams } from "./streams.ts";

/** Runs the command line and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const terminal: Terminal = {
    ...openStreams(process),
    color: wantsColor(env, stdout.isTTY),
    liveLines: stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb" ? stderr.rows - 1 : 0,
    interactive: stdin.isTTY && stdout.isTTY && env["CI"] === undefined,
  };
  let errors = "";
  const streams: StricliProcess = { stdout: { write: terminal.out }, stderr: { write: (text) => void (errors += text) } };
  await run(app, args, { process: streams, terminal, cwd: process.cwd(), env });
  process.exitCode = exitCodeOf(streams.exitCode);
  if (errors === "") return;
  if (process.exitCode === EXIT.usage) await (await import("./usage.ts")).showUsageError(terminal, args, errors);
  else terminal.err(errors);
}

/** Maps stricli's exit codes: it has negative ones for usage errors. */
function exitCodeOf(code: number | string | null | undefined): ExitCode {
  const number = Number(code ?? 0);
  if (number === -4 || number === -5) return EXIT.usage;
  return Object.values(EXIT).find((value) => value === number) ?? EXIT.defect;
}
