import type { SelectionFlags } from "../command.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { noteOutdated } from "../project/components.ts";
import { renderProject } from "../project/project.ts";
import { writeRendered } from "../project/write.ts";
import { selectionOf } from "../selection.ts";

export async function runRender(io: Io, flags: SelectionFlags): Promise<ExitCode> {
  const start = performance.now();
  const rendered = await renderProject(io.cwd, selectionOf(flags));
  noteOutdated(io, rendered.components);
  io.out(reporterOf(io, flags).render(await writeRendered(io, rendered, rendered, start)));
  return EXIT.done;
}
