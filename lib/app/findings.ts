import { FAIRLEAD } from "../base/fairlead.ts";
import { componentInventory, GENERATED_ROOT } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import type { RenderedProject } from "../workspace/project.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";
import type { Finding } from "./results.ts";

export interface Findings {
  readonly findings: readonly Finding[];
  /** The command that fixes all findings; undefined if there are none. */
  readonly fix: string | undefined;
}

/** Lists every generated file that differs from what the specs or the engine render. */
export function findingsOf({ tree, workspace, owned, components }: RenderedProject): Findings {
  const { created, changed, removed } = workspace.tree.plan(tree, owned);
  const ofComponents = components.flatMap(({ stack, component, outdated, isNew, edits }) =>
    outdated
      ? [finding(componentInventory(stack, component), isNew ? "missing" : "outdated")]
      : edits.map(({ path, what }) => finding(path, what)),
  );
  const findings = [
    ...changed.map((path) => staleFinding(workspace.tree, path, tree)),
    ...ofComponents,
    ...removed.map((path) => finding(path, "stray")),
    ...created.map((path) => finding(path, "missing")),
  ];
  return { findings, fix: findings.length === 0 ? undefined : `${FAIRLEAD} ${ofComponents.length > 0 ? "up" : "render"}` };
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

function staleFinding(generated: GeneratedTree, path: string, tree: Tree): Finding {
  const expected = (tree.get(path) ?? "").split("\n");
  const found = read(generated, path).split("\n");
  const index = Array.from({ length: Math.max(expected.length, found.length) }).findIndex((_, at) => expected[at] !== found[at]);
  return finding(path, "stale", { line: index + 1, found: found[index], expected: expected[index] });
}

/** Reads a file. A link or a pipe in the place of a file has no lines to compare. */
function read(generated: GeneratedTree, path: string): string {
  try {
    return generated.read(path) ?? "";
  } catch {
    return "";
  }
}
