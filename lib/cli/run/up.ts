import type { UpFlags } from "../commands/up.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { refuseHandEdits } from "../project/hand-edits.ts";
import { openProject } from "../project/project.ts";
import { writeRendered } from "../project/write.ts";
import { selectionOf } from "../selection.ts";
import { renderResolved } from "../versions/render-resolved.ts";
import { resolveProject } from "../versions/resolve-project.ts";

export async function runUp(io: Io, flags: UpFlags): Promise<ExitCode> {
  const start = performance.now();
  const selection = selectionOf(flags);
  const project = await openProject(io.cwd, selection);
  if (!flags.overwrite) await refuseHandEdits(project, selection);
  const { decisions, locks } = await resolveProject(io, flags, project, selection);
  const render = await writeRendered(io, project, renderResolved(project, locks, selection), start);
  io.out(reporterOf(io, flags).up({ decisions, render }));
  return decisions.some(({ outcome }) => outcome === "invalid") ? EXIT.input : EXIT.done;
}
