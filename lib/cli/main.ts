import { run, type StricliProcess } from "@stricli/core";
import { app } from "./app.ts";
import { EXIT, type ExitCode, type Io, wantsColor } from "./io.ts";
import { openStreams } from "./streams.ts";

/** Runs the command line and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const io: Io = {
    cwd: process.cwd(),
    env,
    ...openStreams(process),
    color: wantsColor(env, stdout.isTTY),
    liveLines: stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb" ? stderr.rows - 1 : 0,
    interactive: stdin.isTTY && stdout.isTTY && env["CI"] === undefined,
  };
  let said = "";
  const streams: StricliProcess = { stdout: { write: io.out }, stderr: { write: (text) => void (said += text) } };
  await run(app, args, { process: streams, io });
  process.exitCode = exitCodeOf(streams.exitCode);
  if (said === "") return;
  if (process.exitCode === EXIT.usage) await (await import("./usage.ts")).tellUsage(io, args, said);
  else io.err(said);
}

/** stricli's own codes are negative: what it refused is usage, what it failed at is a defect. */
function exitCodeOf(code: number | string | null | undefined): ExitCode {
  const number = Number(code ?? 0);
  if (number === -4 || number === -5) return EXIT.usage;
  return Object.values(EXIT).find((value) => value === number) ?? EXIT.defect;
}
