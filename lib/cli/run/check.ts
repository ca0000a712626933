import type { SelectionFlags } from "../command.ts";
import { whoChanged } from "../../workspace/git/blame.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { findingsOf } from "../../app/findings.ts";
import { renderProject } from "../../workspace/project.ts";
import { selectionOf } from "../selection.ts";

export async function runCheck(io: Io, flags: SelectionFlags): Promise<ExitCode> {
  const project = await renderProject(io.cwd, selectionOf(flags));
  const { findings, mend } = findingsOf(project);
  const there = findings.filter(({ what }) => what !== "missing").map(({ file }) => file);
  const who = await whoChanged(project.root, there);
  const named = findings.map((each) => ({ ...each, who: who.get(each.file) }));
  io.out((await reporterOf(io, flags)).check({ stacks: project.model.stacks.length, objects: project.tree.size, findings: named, mend }));
  return findings.length === 0 ? EXIT.done : EXIT.refused;
}
