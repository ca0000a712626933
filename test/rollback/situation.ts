import type { GitFleet } from "./git-fleet.ts";

/** A story that starts when both stacks run v1 of both services, and the decisions at its end. */
export interface Situation {
  /** Returns the checkout to plan in, if it is another one. */
  readonly does: (fleet: GitFleet) => Promise<GitFleet | void>;
  /** The decisions about cart on both stacks, or the start of the refusal. */
  readonly expected: readonly string[] | RegExp;
}

/** Releases v2 of cart to both stacks. The neighbour moves afterwards, if it moves. */
export async function releaseV2(fleet: GitFleet): Promise<void> {
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  fleet.git("tag", "v2");
  await fleet.neighbour();
}

export async function releaseAndRevert(fleet: GitFleet): Promise<void> {
  await releaseV2(fleet);
  fleet.git("revert", "--no-edit", "v2");
}

export const HELD = ["latest: held v1 (hold v2)", "prod: held v1 (hold v2)"];

/** Returns the same decision for both stacks. */
export const each = (decision: string): readonly string[] => [`latest: ${decision}`, `prod: ${decision}`];

/** Changes the locks of both stacks by hand. */
export const editLocks = (fleet: GitFleet, change: (text: string) => string): void =>
  ["latest", "prod"].forEach((stack) => fleet.edit(`${stack}/versions.yaml`, change));
