import type { StackByPullRequest } from "../../../model/pipeline/stacks-by-pull-request.ts";
import type { Checkout } from "../../../publish/destination.ts";
import type { Selection } from "../../../workspace/selection.ts";
import { stackOfPath } from "../../engine/changed.ts";

/** The changes of one stack, which travel by a pull request. */
export interface DeliveryPart {
  readonly stack: string;
  /** The branch of the pull request. */
  readonly branch: string;
  /** True if each run for the whole stack brings the branch to its plan. Otherwise the same command does. */
  readonly isWhole: boolean;
  /** True for paths of the stack, below the generated root. */
  readonly belongs: (path: string) => boolean;
  /** True for the name of the stack, and for its earlier names. */
  readonly isNamed: (stack: string) => boolean;
}

/** A command of a person whose changes may travel by pull requests. */
export type PersonCommand = "rollback" | "hold" | "resume";

/**
 * Returns the branch of a stack. A run for some services has a separate branch, which the runs for the whole stack leave alone. Otherwise
 * the next run would take back what a person asked for. Each command of a person has separate branches, too: no hold replaces a rollback.
 */
export const branchOf = (stack: string, services: readonly string[], command?: PersonCommand): string =>
  services.length === 0 ? `fairlead/${stack}` : `fairlead-${command ?? "services"}/${stack}/${[...new Set(services)].sort().join("+")}`;

/** Splits a run: the changes of each selected stack with a pull request. Everything else goes to the branch itself. */
export function deliveryParts(
  { changes, workspace }: Pick<Checkout, "changes" | "workspace">,
  stacks: readonly StackByPullRequest[],
  selection: Selection,
  command?: PersonCommand,
): readonly DeliveryPart[] {
  const selected = stacks.filter(({ stack }) => selection.stacks.length === 0 || selection.stacks.includes(stack));
  const known = new Set([...workspace.tree.directories(), ...[...changes.keys()].map((path) => path.split("/")[0] ?? "")]);
  return selected.map(({ stack, names }) => ({
    stack,
    branch: branchOf(stack, selection.services, command),
    isWhole: selection.services.length === 0,
    belongs: (path) => names.includes(stackOfPath(path, known) ?? ""),
    isNamed: (name) => names.includes(name),
  }));
}
