import { readFileSync } from "node:fs";
import { join } from "node:path";
import { componentInventory, GENERATED_ROOT } from "../../render/layout.ts";
import type { Tree } from "../../render/tree.ts";
import { listTree, planTree } from "../../render/writer/disk.ts";
import type { Finding } from "../../report/results.ts";
import type { SelectionFlags } from "../command.ts";
import { whoChanged } from "../git/blame.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { renderProject } from "../project/project.ts";
import { selectionOf } from "../selection.ts";

export async function runCheck(io: Io, flags: SelectionFlags): Promise<ExitCode> {
  const { tree, workspace, owned, model, root, components } = await renderProject(io.cwd, selectionOf(flags));
  const { created, changed, removed } = planTree(workspace.root, listTree(workspace.root), tree, owned);
  const stale = changed.map((path) => staleFinding(workspace.root, path, tree));
  const ofComponents = components.flatMap(({ stack, component, outdated, edits }) =>
    outdated ? [finding(componentInventory(stack, component), "outdated")] : edits.map(({ path, what }) => finding(path, what)),
  );
  const findings = [
    ...stale,
    ...ofComponents,
    ...removed.map((path) => finding(path, "stray")),
    ...created.map((path) => finding(path, "missing")),
  ];
  const who = await whoChanged(
    root,
    findings.filter(({ what }) => what !== "missing").map(({ file }) => file),
  );
  const named = findings.map((each) => ({ ...each, who: who.get(each.file) }));
  const mend = findings.length === 0 ? undefined : ofComponents.length > 0 ? "npx fairlead up" : "npx fairlead render";
  io.out(reporterOf(io, flags).check({ stacks: model.stacks.length, objects: tree.size, findings: named, mend }));
  return findings.length === 0 ? EXIT.done : EXIT.refused;
}

const finding = (
  path: string,
  what: Finding["what"],
  first: Pick<Finding, "line" | "found" | "expected"> = { line: undefined, found: undefined, expected: undefined },
): Finding => ({
  file: `${GENERATED_ROOT}/${path}`,
  what,
  ...first,
  who: undefined,
});

function staleFinding(root: string, path: string, tree: Tree): Finding {
  const expected = (tree.get(path) ?? "").split("\n");
  const found = read(join(root, path)).split("\n");
  const index = Array.from({ length: Math.max(expected.length, found.length) }).findIndex((_, at) => expected[at] !== found[at]);
  return finding(path, "stale", { line: index + 1, found: found[index], expected: expected[index] });
}

/** A link or a pipe in the place of a file has no lines to compare. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
