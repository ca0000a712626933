import { EVERYTHING, type Selection } from "../workspace/selection.ts";
import { renderProject } from "../workspace/project.ts";
import { emitKeptComponents } from "./kept-components.ts";
import type { AppContext } from "./context.ts";
import { orNothingWritten } from "./nothing-written.ts";
import type { RenderResult } from "./results.ts";
import { refuseLeftOut } from "./refuse-left-out.ts";
import { refuseUnretired } from "./refuse-unretired.ts";
import { emitWarnings } from "./warnings.ts";
import { startWrite } from "./write-rendered.ts";

/** Renders the selected stacks and writes the generated tree, all or nothing. @throws UserError INVALID_SPEC, BUSY, REFUSED, WRITE */
export const render = (context: AppContext, selection: Selection = EVERYTHING): Promise<RenderResult> =>
  orNothingWritten(() => renderSelected(context, selection));

async function renderSelected(context: AppContext, selection: Selection): Promise<RenderResult> {
  const workspace = await context.workspace();
  const { write } = startWrite(context, workspace, selection);
  const [rendered] = await Promise.all([
    renderProject(workspace, selection, { now: context.writer.now() }),
    refuseLeftOut(workspace, { needsGit: false }),
  ]);
  refuseUnretired(rendered);
  emitKeptComponents(context, rendered.components);
  const warnings = emitWarnings(context, rendered.warnings);
  return { ...(await write(rendered, rendered)), ...warnings };
}
