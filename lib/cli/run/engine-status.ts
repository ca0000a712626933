import { homedir } from "node:os";
import { findEngine, INSTALL_COMMAND } from "../../pulumi/engine/find-engine.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { PULUMI_VERSION } from "../../pulumi/versions.ts";
import type { ReportFlags } from "../command.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runEngineStatus(io: Io, flags: ReportFlags): Promise<ExitCode> {
  const { engine, refused } = await whileInterruptible((signal) => findEngine(io.env, homedir(), { signal }));
  io.out(reporterOf(io, flags).engine({ engine, refused, needed: PULUMI_VERSION, hint: INSTALL_COMMAND }));
  return engine === undefined ? EXIT.refused : EXIT.done;
}
