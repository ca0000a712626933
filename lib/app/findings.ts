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

/** The proof of the files that only the engine writes. Files without one are compared with their own hashes. */
export interface Proof {
  /** The components that the engine has rendered. */
  readonly rendered?: OwnedTree | undefined;
  /** The name of the base commit. */
  readonly base?: string | undefined;
  /** The lock entries that contradict the base. */
  readonly rewritten?: readonly Finding[];
  /** Lists the files of a component that differ from the base. */
  readonly unlikeBase?: (state: ComponentState) => readonly string[];
}

/** Lists every generated file that differs from what the specs or the engine render. */
export function findingsOf({ tree, workspace, owned, components }: RenderedProject, proof: Proof = {}): Findings {
  const { rendered, base = "", rewritten = [], unlikeBase = () => [] } = proof;
  const { created, changed, removed } = workspace.tree.plan(tree, owned);
  const isProven = (state: ComponentState): boolean => rendered?.owned(componentInventory(state.stack, state.component)) === true;
  const ofComponents = [
    ...components.filter((state) => !isProven(state)).flatMap((state) => unlikeHashes(state, unlikeBase(state))),
    ...(rendered === undefined ? [] : unlikeEngine(workspace.tree, rendered, components)),
  ];
  const findings = [
    ...rewritten,
    ...changed.map((path) => differingFinding(workspace.tree, path, tree, "stale")),
    ...ofComponents.map((each) => each.finding),
    ...removed.map((path) => finding(path, "stray")),
    ...created.map((path) => finding(path, "missing")),
  ];
  if (findings.length === 0) return { findings, fix: undefined };
  const fixes = new Set<Fix>([...ofComponents.map((each) => each.fix), "render"]);
  const command = FIXES.find((each) => fixes.has(each)) ?? "render";
  const locks = [...new Set(rewritten.map(({ file }) => file))];
  // A file that is stale needs `render` before the engine can prove others.
  const isOnlyUnproven = findings.every(({ what }) => what === "unproven");
  const fix = `${FAIRLEAD} ${isOnlyUnproven ? `check --base ${base} --engine` : command}`;
  return { findings, fix: locks.length === 0 ? fix : `git checkout ${base} -- ${locks.join(" ")} && ${FAIRLEAD} up` };
}

/** The commands that fix findings. Each also fixes the findings of those after it. */
const FIXES = ["up --components", "up", "render"] as const;
type Fix = (typeof FIXES)[number];

interface ComponentFinding {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Compares the files of a component with the hashes beside them. @param unproven the files that differ from the base, though their hashes fit */
function unlikeHashes(
  { stack, component, outdated, isNew, edits }: ComponentState,
  unproven: readonly string[],
): readonly ComponentFinding[] {
  const found = outdated
    ? [finding(componentInventory(stack, component), isNew ? "missing" : "outdated")]
    : edits.map(({ path, what }) => finding(path, what));
  if (found.length > 0) return found.map((each) => ({ finding: each, fix: "up" }));
  return unproven.map((path) => ({ finding: finding(path, "unproven"), fix: "render" }));
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
    // A component that looks up to date stays as it is in a plain `up`.
    return { finding: each, fix: state !== undefined && isFresh(state) ? "up --components" : "up" };
  });
}

/** Describes a file that differs. */
export const finding = (
  path: string,
  what: Finding["what"],
  first: Pick<Finding, "line" | "found" | "expected"> = { line: undefined, found: undefined, expected: undefined },
): Finding => ({
  file: `${GENERATED_ROOT}/${path}`,
  what,
  ...first,
  who: undefined,
});

/** Describes the first line that differs from what a tree has. */
export function differingFinding(generated: GeneratedTree, path: string, tree: Tree, what: Finding["what"]): Finding {
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
