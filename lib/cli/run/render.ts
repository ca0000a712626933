import type { SelectionFlags } from "../command.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { noteOutdated } from "../../workspace/components.ts";
import { renderProject } from "../../workspace/project.ts";
import { lookAround, writeRendered } from "../../app/write-rendered.ts";
import { selectionOf } from "../selection.ts";

export async function runRender(io: Io, flags: SelectionFlags): Promise<ExitCode> {
  const start = performance.now();
  const selection = selectionOf(flags);
  const seen = lookAround(io.cwd, selection);
  const rendered = await renderProject(io.cwd, selection);
  noteOutdated(io, rendered.components);
  io.out((await reporterOf(io, flags)).render(await writeRendered(io, rendered, rendered, { seen, start })));
  return EXIT.done;
}
