import { escapeControls } from "../../base/escape-controls.ts";
import { homedir } from "node:os";
import { installEngine } from "../../pulumi/install/install.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import type { ReportFlags } from "../command.ts";
import { guarded, reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { secondsSince } from "../../system/seconds-since.ts";

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
