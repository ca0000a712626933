import { FAIRLEAD } from "../base/fairlead.ts";
import { componentInventory, GENERATED_ROOT, isInventory } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { type ComponentState, isFresh, isOf } from "../workspace/components.ts";
import type { RenderedProject } from "../workspace/project.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";
import type { Finding } from "./results.ts";
import type { OwnedTree } from "./write-rendered.ts";

export interface Findings {
  readonly findings: readonly Finding[];
  /** The command that fixes all findings; undefined if there are none. */
  readonly fix: string | undefined;
}

/**
 * Lists every generated file that differs from what the specs or the engine render.
 * @param rendered the components that the engine has rendered. Files of others are compared with their own hashes.
 */
export function findingsOf({ tree, workspace, owned, components }: RenderedProject, rendered?: OwnedTree): Findings {
  const { created, changed, removed } = workspace.tree.plan(tree, owned);
  const isProven = (state: ComponentState): boolean => rendered?.owned(componentInventory(state.stack, state.component)) === true;
  const ofComponents = [
    ...components.filter((state) => !isProven(state)).flatMap(unlikeHashes),
    ...(rendered === undefined ? [] : unlikeEngine(workspace.tree, rendered, components)),
  ];
  const findings = [
    ...changed.map((path) => differingFinding(workspace.tree, path, tree, "stale")),
    ...ofComponents.map((each) => each.finding),
    ...removed.map((path) => finding(path, "stray")),
    ...created.map((path) => finding(path, "missing")),
  ];
  const command = ofComponents.some(({ isForged }) => isForged) ? "up --components" : ofComponents.length > 0 ? "up" : "render";
  return { findings, fix: findings.length === 0 ? undefined : `${FAIRLEAD} ${command}` };
}

interface ComponentFinding {
  readonly finding: Finding;
  /** True if the component looks up to date, so that `up` would keep the file. */
  readonly isForged: boolean;
}

/** Compares the files of a component with the hashes beside them. */
function unlikeHashes({ stack, component, outdated, isNew, edits }: ComponentState): readonly ComponentFinding[] {
  const found = outdated
    ? [finding(componentInventory(stack, component), isNew ? "missing" : "outdated")]
    : edits.map(({ path, what }) => finding(path, what));
  return found.map((each) => ({ finding: each, isForged: false }));
}

/** Compares the files of components with what the engine has rendered now. */
function unlikeEngine(
  generated: GeneratedTree,
  { tree, owned }: OwnedTree,
  components: readonly ComponentState[],
): readonly ComponentFinding[] {
  const { created, changed, removed } = generated.plan(tree, owned);
  const stateOf = (path: string): ComponentState | undefined => components.find((each) => isOf(each)(path));
  const isOutdated = (path: string): boolean => isInventory(path) && stateOf(path)?.outdated === true;
  const findings = [
    ...changed.map((path) => [path, differingFinding(generated, path, tree, isOutdated(path) ? "outdated" : "edited")] as const),
    ...removed.map((path) => [path, finding(path, "stray")] as const),
    ...created.map((path) => [path, finding(path, "missing")] as const),
  ];
  return findings.map(([path, each]) => {
    const state = stateOf(path);
    return { finding: each, isForged: state !== undefined && isFresh(state) };
  });
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

function differingFinding(generated: GeneratedTree, path: string, tree: Tree, what: Finding["what"]): Finding {
  const expected = (tree.get(path) ?? "").split("\n");
  const found = read(generated, path).split("\n");
  const index = Array.from({ length: Math.max(expected.length, found.length) }).findIndex((_, at) => expected[at] !== found[at]);
  return finding(path, what, { line: index + 1, found: found[index], expected: expected[index] });
}

/** Reads a file. A link or a pipe in the place of a file has no lines to compare. */
function read(generated: GeneratedTree, path: string): string {
  try {
    return generated.read(path) ?? "";
  } catch {
    return "";
  }
}
