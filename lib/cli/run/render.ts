import { writeTree } from "../../render/writer/write.ts";
import type { SelectionFlags } from "../command.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { renderProject } from "../project/project.ts";
import { secondsSince } from "../seconds.ts";
import { selectionOf } from "../selection.ts";

export async function runRender(io: Io, flags: SelectionFlags): Promise<ExitCode> {
  const start = performance.now();
  const { tree, workspace, owned, model } = await renderProject(io.cwd, selectionOf(flags));
  const onWait = (holder: string): void => io.err(`waiting for another render: ${holder}\n`);
  const { created, changed, removed } = await writeTree(workspace, tree, { owned, onWait });
  io.out(
    reporterOf(io, flags).render({
      stacks: model.stacks.length,
      objects: tree.size,
      created,
      changed,
      removed,
      seconds: secondsSince(start),
    }),
  );
  return EXIT.done;
}
