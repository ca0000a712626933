import { expect, it } from "vitest";
import { type DeliveryState, type DeliveryStep, planDelivery } from "./plan-delivery.ts";
import type { DeliveryPull } from "./pull-requests.ts";

const NONE: DeliveryState["branch"] = { tip: undefined, content: undefined, others: [], deletions: undefined, isBehind: false };
const OWN = { ...NONE, tip: "t1", content: "A" };
const EDITED = { ...OWN, content: "B", others: ["1a2b3c4d5e6f Grace Hopper: Fewer replicas"] };
const BEHIND = { ...OWN, isBehind: true };

const pull = (state: DeliveryPull["state"], content = "A", head = "t1") => ({ state, head, content });

it.each<readonly [string, DeliveryStep, DeliveryState]>([
  ["nothing to deliver, and nothing there", "nothing", { planned: undefined, branch: NONE, pulls: [] }],
  ["the first changes", "push", { planned: "A", branch: NONE, pulls: [] }],
  ["a run that died after the push", "text", { planned: "A", branch: OWN, pulls: [] }],
  ["the same changes", "text", { planned: "A", branch: OWN, pulls: [pull("open")] }],
  ["other changes", "push", { planned: "B", branch: OWN, pulls: [pull("open")] }],
  ["files of the branch changed on main", "push", { planned: "A", branch: BEHIND, pulls: [pull("open")] }],
  ["the plan changes nothing any more", "withdraw", { planned: undefined, branch: OWN, pulls: [pull("open")] }],
  ["the plan changes nothing, and the branch is gone", "withdraw", { planned: undefined, branch: NONE, pulls: [pull("open")] }],
  ["a run that died after it closed the pull request", "clean", { planned: undefined, branch: OWN, pulls: [pull("withdrawn")] }],
  ["the branch of a merged pull request", "clean", { planned: undefined, branch: OWN, pulls: [pull("merged")] }],
  ["a branch that moved after the merge", "nothing", { planned: undefined, branch: OWN, pulls: [pull("merged", "A", "t0")] }],
  ["the next changes, over a merged branch", "push", { planned: "B", branch: OWN, pulls: [pull("merged")] }],
  ["a reviewer's commit that was merged", "push", { planned: "C", branch: EDITED, pulls: [pull("merged")] }],
  ["a reviewer's commit", "keep", { planned: "A", branch: EDITED, pulls: [pull("open")] }],
  ["a reviewer's commit, and nothing to deliver", "keep", { planned: undefined, branch: EDITED, pulls: [pull("open")] }],
  ["commits of others without a pull request", "keep", { planned: "A", branch: EDITED, pulls: [] }],
  ["commits of others, and nothing to deliver", "nothing", { planned: undefined, branch: EDITED, pulls: [] }],
  ["a person closed it", "declined", { planned: "A", branch: OWN, pulls: [pull("declined")] }],
  ["a person closed it, and asks for it again", "text", { planned: "A", branch: OWN, pulls: [pull("declined")], isAsked: true }],
  ["a person closed it and deleted the branch", "declined", { planned: "A", branch: NONE, pulls: [pull("declined")] }],
  ["a person closed it, and the changes are others now", "push", { planned: "B", branch: OWN, pulls: [pull("declined")] }],
  [
    "a person closed it, and nothing is left: it can be opened again",
    "nothing",
    { planned: undefined, branch: OWN, pulls: [pull("declined")] },
  ],
  ["a person opened it again", "text", { planned: "A", branch: OWN, pulls: [pull("open")] }],
  ["a person closed an earlier one", "text", { planned: "A", branch: OWN, pulls: [pull("open"), pull("declined")] }],
  ["the changes come again after Fairlead closed it", "push", { planned: "A", branch: NONE, pulls: [pull("withdrawn")] }],
])("%s: %s", (_what, step, state) => {
  expect(planDelivery(state)).toBe(step);
});
