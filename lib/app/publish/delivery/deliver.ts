import { messageOf } from "../../../base/errors.ts";
import { subjectLine } from "../../../publish/commit-message.ts";
import type { DeliveryBranch } from "../../../publish/delivery-branch.ts";
import type { Checkout } from "../../../publish/destination.ts";
import type { Decision } from "../../../resolve/decision.ts";
import { compareSources } from "../../compare-sources.ts";
import type { Delivery } from "../results.ts";
import type { DeliveryPart } from "./parts.ts";
import { type DeliveryStep, planDelivery } from "./plan-delivery.ts";
import type { DeliveryPull, DeliveryText, PullRequests } from "./pull-requests.ts";

/** The changes of a stack, and the place that they go to. */
export interface DeliveryRequest {
  readonly part: DeliveryPart;
  /** The newest commit of the branch that Argo CD reads. */
  readonly parent: string;
  /** The decisions about the stack. */
  readonly decisions: readonly Decision[];
  /** The message of the commit. @param content identifies the changes */
  readonly message: (content: string) => string;
  readonly pullRequests: PullRequests;
  /** True if a person asked for these changes now. */
  readonly isAsked: boolean;
}

/** The number of times that a run looks at a branch that other runs move. */
const MAX_TRIES = 5;

/**
 * Brings the branch and the pull request of a stack to the plan. It starts from what the remote has, so it may run twice.
 * A later run goes on if a run is killed. An error of one stack stops no other one.
 * @returns undefined if there is nothing to deliver, and nothing was there
 */
export async function deliver(checkout: Checkout, request: DeliveryRequest): Promise<Delivery | undefined> {
  const { stack, branch } = request.part;
  try {
    const done = await attempt(checkout, request);
    return done === undefined ? undefined : { stack, branch, ...done };
  } catch (error) {
    return { stack, branch, outcome: "failed", reason: messageOf(error) };
  }
}

type Done = Pick<Delivery, "outcome" | "pullRequest" | "reason">;

async function attempt(checkout: Checkout, request: DeliveryRequest, tries = 1): Promise<Done | undefined> {
  const { part, parent, pullRequests, isAsked } = request;
  const planned = checkout.content(part.belongs);
  const branch = await checkout.branch(part.branch, parent);
  const pulls = await pullRequests.from(part.branch);
  const step = planDelivery({ planned, branch, pulls, isAsked });
  const state: State = { checkout, request, branch, pulls, content: planned ?? "" };
  const done = await STEPS[step](state);
  if (done !== "moved") return done;
  if (tries === MAX_TRIES) return { outcome: "failed", reason: `other runs moved the branch ${MAX_TRIES} times` };
  return attempt(checkout, request, tries + 1);
}

interface State {
  readonly checkout: Checkout;
  readonly request: DeliveryRequest;
  readonly branch: DeliveryBranch;
  readonly pulls: readonly DeliveryPull[];
  readonly content: string;
}

const STEPS: Readonly<Record<DeliveryStep, (state: State) => Promise<Done | "moved" | undefined>>> = {
  nothing: async () => undefined,
  push: async (state) => (await pushCommit(state)) ?? syncText(state, true),
  text: (state) => syncText(state, false),
  keep: async (state) => {
    const { content, pulls, branch, request } = state;
    const open = openOf(pulls);
    if (open !== undefined && content !== "") await request.pullRequests.update(open, await textOf(state));
    return { outcome: "kept", ...linkOf(open), reason: `the branch has commits of others: ${branch.others.join(", ")}` };
  },
  declined: async ({ pulls: [newest] }) => ({
    outcome: "declined",
    ...linkOf(newest),
    reason: "a person closed it; open it again to deliver these changes",
  }),
  withdraw: async ({ request, pulls, branch, checkout }) => {
    const open = openOf(pulls);
    const reason = withdrawal(request);
    if (open !== undefined) await request.pullRequests.withdraw(open, reason);
    if (branch.tip !== undefined) await checkout.moveBranch(request.part.branch, { from: branch.tip, to: undefined });
    return { outcome: "closed", ...linkOf(open), reason: "the plan changes nothing any more" };
  },
  clean: async ({ request, pulls: [newest], branch, checkout }) => {
    const moved = await checkout.moveBranch(request.part.branch, { from: branch.tip, to: undefined });
    if (moved.kind === "moved") return "moved";
    if (moved.kind === "refused") return { outcome: "failed", ...linkOf(newest), reason: `the branch stays: ${moved.refusal.cause}` };
    return { outcome: "closed", ...linkOf(newest), reason: "the branch has done its work, and was deleted" };
  },
};

const openOf = (pulls: readonly DeliveryPull[]): DeliveryPull | undefined => pulls.find(({ state }) => state === "open");

const linkOf = (pull: DeliveryPull | undefined): Pick<Delivery, "pullRequest"> =>
  pull === undefined ? {} : { pullRequest: { number: pull.number, url: pull.url } };

/** Builds the branch on the newest commit. @returns undefined if the remote has it */
async function pushCommit({ checkout, request, branch, content }: State): Promise<Done | "moved" | undefined> {
  const { part, parent, message } = request;
  const commit = await checkout.commit(message(content), { belongs: part.belongs, parent });
  if (commit === undefined) return undefined;
  const pushed = await checkout.moveBranch(part.branch, { from: branch.tip, to: commit });
  if (pushed.kind === "pushed") return undefined;
  if (pushed.kind === "moved") return "moved";
  const { cause, said } = pushed.refusal;
  return { outcome: "failed", reason: [`the branch was not pushed: ${cause}`, ...said].join("; ") };
}

async function syncText(state: State, isPushed: boolean): Promise<Done> {
  const { request, pulls } = state;
  const open = openOf(pulls);
  const text = await textOf(state);
  if (open === undefined) return { outcome: "opened", ...linkOf(await request.pullRequests.open(text)) };
  const isUpdated = await request.pullRequests.update(open, text);
  return { outcome: isPushed || isUpdated ? "updated" : "unchanged", ...linkOf(open) };
}

async function textOf({ checkout, request, branch, content }: State): Promise<DeliveryText> {
  const { part, decisions, message } = request;
  const { workspace } = checkout;
  return {
    stack: part.stack,
    branch: part.branch,
    isWhole: part.isWhole,
    title: subjectLine(message(content)),
    content,
    decisions,
    diff: compareSources(await workspace.base(checkout.base), workspace.tree.source("the plan"), part.belongs),
    others: branch.others,
  };
}

/** The decisions that a comment lists at most. */
const MAX_REASONS = 10;

/** Says why nothing is left to deliver. */
function withdrawal({ part, decisions }: DeliveryRequest): string {
  const waiting = decisions.filter(({ outcome }) => outcome !== "keep");
  const reasons = waiting.slice(0, MAX_REASONS).map(({ service, outcome, reason }) => `${service}: ${outcome}: ${reason}`);
  const more = waiting.length > MAX_REASONS ? [`and ${waiting.length - MAX_REASONS} more`] : [];
  return [`The plan for ${part.stack} changes nothing any more. The next changes get another pull request.`, ...reasons, ...more].join(
    "\n",
  );
}
