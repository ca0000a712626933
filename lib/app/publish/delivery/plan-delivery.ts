import type { DeliveryBranch } from "../../../publish/delivery-branch.ts";
import type { DeliveryPull } from "./pull-requests.ts";

/** The state of a delivery: what shall be delivered, and what the remote has. */
export interface DeliveryState {
  /** Identifies the changes of the plan; undefined if the plan changes nothing. */
  readonly planned: string | undefined;
  readonly branch: DeliveryBranch;
  /** Newest first. */
  readonly pulls: readonly Pick<DeliveryPull, "state" | "head" | "content">[];
  /** True if a person asked for these changes now. Then an earlier "no" does not count. @default false */
  readonly isAsked?: boolean;
}

/**
 * The next step of a delivery. `push` builds the branch again. `text` leaves the branch, and opens or updates the pull request. `keep` leaves
 * a branch that has commits of others. `declined`: a person closed the pull request with exactly these changes. `withdraw` closes it, and
 * deletes the branch. `clean` deletes a branch that has done its work.
 */
export type DeliveryStep = "push" | "text" | "keep" | "declined" | "withdraw" | "clean" | "nothing";

/** Decides the next step of a delivery. It depends on nothing but the present state. */
export function planDelivery({ planned, branch, pulls, isAsked = false }: DeliveryState): DeliveryStep {
  const [newest] = pulls;
  const isOpen = pulls.some(({ state }) => state === "open");
  const isMerged = pulls.some(({ state, head }) => state === "merged" && head === branch.tip);
  const isEdited = branch.others.length > 0 && !isMerged;
  if (planned === undefined) {
    if (isEdited) return isOpen ? "keep" : "nothing";
    if (isOpen) return "withdraw";
    return branch.tip !== undefined && newest !== undefined && newest.state !== "declined" && newest.head === branch.tip
      ? "clean"
      : "nothing";
  }
  if (!isAsked && !isOpen && newest?.state === "declined" && newest.content === planned) return "declined";
  if (isEdited) return "keep";
  return branch.content === planned && !branch.isBehind && !isMerged ? "text" : "push";
}
