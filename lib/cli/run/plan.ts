import type { PlanFlags } from "../commands/plan.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { openProject } from "../../workspace/project.ts";
import { secondsSince } from "../../system/seconds-since.ts";
import { selectionOf } from "../selection.ts";
import { resolveProject } from "../../app/resolve-project.ts";

export async function runPlan(io: Io, flags: PlanFlags): Promise<ExitCode> {
  const start = performance.now();
  const selection = selectionOf(flags);
  const { decisions } = await resolveProject(io, flags, await openProject(io.cwd, selection), selection);
  io.out((await reporterOf(io, flags)).plan({ decisions, seconds: secondsSince(start) }));
  return decisions.some(({ outcome }) => outcome === "invalid") ? EXIT.input : EXIT.done;
}
