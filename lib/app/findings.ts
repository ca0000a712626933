import { readFileSync } from "node:fs";
import { join } from "node:path";
import { componentInventory, GENERATED_ROOT } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { listTree, planTree } from "../workspace/tree/plan-tree.ts";
import type { Finding } from "./results.ts";
import type { RenderedProject } from "../workspace/project.ts";

export interface Findings {
  readonly findings: readonly Finding[];
  /** The command that makes all of it as it should be; undefined where it is. */
  readonly mend: string | undefined;
}

/** Every generated file that is not what the specs say, or not as the engine rendered it. */
export function findingsOf({ tree, workspace, owned, components }: RenderedProject): Findings {
  const { created, changed, removed } = planTree(workspace.root, listTree(workspace.root), tree, owned);
  const ofComponents = components.flatMap(({ stack, component, outdated, isNew, edits }) =>
    outdated
      ? [finding(componentInventory(stack, component), isNew ? "missing" : "outdated")]
      : edits.map(({ path, what }) => finding(path, what)),
  );
  const findings = [
    ...changed.map((path) => staleFinding(workspace.root, path, tree)),
    ...ofComponents,
    ...removed.map((path) => finding(path, "stray")),
    ...created.map((path) => finding(path, "missing")),
  ];
  return { findings, mend: findings.length === 0 ? undefined : `npx fairlead ${ofComponents.length > 0 ? "up" : "render"}` };
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
