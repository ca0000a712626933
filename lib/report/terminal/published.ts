import type { Delivery, PublishResult } from "../../app/publish/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { upText } from "./decisions.ts";
import { safe } from "./safe.ts";

/** Reports the decisions of `publish`, the commit that it pushed, and the pull requests. */
export const publishedText = ({ up, deliveries = [], ...result }: PublishResult, colors: Colors): string =>
  upText(up, colors) + commitText(result, colors) + deliveries.map((delivery) => deliveryText(delivery, colors)).join("");

function commitText(
  { remote, branch, base, commit, subject = "", tries }: Omit<PublishResult, "up" | "deliveries">,
  { green, bold, dim }: Colors,
): string {
  const place = safe(`${remote}/${branch}`);
  const again = tries === 1 ? "" : dim(` (${count(tries, "try").replace(/ys$/, "ies")})`);
  if (commit === undefined) return lines(`${green("unchanged")}: ${place} has this tree, ${base.slice(0, 12)}${again}`);
  return lines(`${green("published")} ${bold(commit.slice(0, 12))} to ${place}: ${safe(subject)}${again}`);
}

const DELIVERY_COLORS: Readonly<Record<Delivery["outcome"], "green" | "yellow" | "red">> = {
  opened: "green",
  updated: "green",
  unchanged: "green",
  closed: "green",
  kept: "yellow",
  declined: "yellow",
  failed: "red",
};

/** Reports the pull request of a stack: `opened pull request 12 for prod: https://...`. */
function deliveryText({ stack, branch, outcome, pullRequest, reason }: Delivery, { dim, ...colors }: Colors): string {
  const what = pullRequest === undefined ? `branch ${safe(branch)}` : `pull request ${pullRequest.number}`;
  const link = pullRequest === undefined ? "" : `: ${dim(safe(pullRequest.url))}`;
  return lines(
    `${colors[DELIVERY_COLORS[outcome]](outcome)} ${what} for ${safe(stack)}${link}`,
    ...(reason === undefined ? [] : [`  ${safe(reason)}`]),
  );
}
