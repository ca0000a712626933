import { homedir } from "node:os";
import { installEngine } from "../../engine/install/install.ts";
import { whileInterruptible } from "../../engine/interrupts.ts";
import { escapeControls } from "../../report/words.ts";
import type { ReportFlags } from "../command.ts";
import { guarded, reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { secondsSince } from "../seconds.ts";

export const runEngineInstall = (io: Io, flags: ReportFlags): Promise<ExitCode> =>
  whileInterruptible(async (signal) => {
    const code = await guarded(io, flags, () => install(io, flags, signal));
    return signal.aborted && code !== EXIT.done ? EXIT.interrupted : code;
  });

async function install(io: Io, flags: ReportFlags, signal: AbortSignal): Promise<ExitCode> {
  const start = performance.now();
  const say = (line: string): void => io.err(`${escapeControls(line)}\n`);
  const result = await installEngine(io.env, homedir(), say, { signal });
  io.out(reporterOf(io, flags).engineInstalled({ ...result, seconds: secondsSince(start) }));
  return EXIT.done;
}
