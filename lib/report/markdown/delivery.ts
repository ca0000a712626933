import type { DeliveryText } from "../../app/publish/delivery/pull-requests.ts";
import { lines } from "../../base/text.ts";
import { viewOf } from "../results/changes.ts";
import { diffSections } from "./diff-sections.ts";
import { decisionTable } from "./decisions.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { fitSections } from "./fit.ts";

/** Describes a pull request that delivers changes to a stack: decisions first, then risks and changes. It fits into a pull request. */
export function deliveryMarkdown({ stack, branch, isWhole, decisions, diff, others }: DeliveryText): string {
  const warning = [
    `:warning: **Fairlead does not change this branch any more**, because it has commits of others:`,
    "",
    ...others.map((commit) => `- ${escapeMarkdown(commit)}`),
    "",
    "Merge it, and check the result. Or delete the branch: the next run builds it again. The plan is:",
    "",
  ];
  const head = [
    ...(others.length > 0 ? warning : []),
    `This pull request brings ${code(stack)} to the plan. Merge it in any way: merge, squash or rebase.`,
    "",
    isWhole
      ? `- Fairlead keeps the branch ${code(branch)} up to date. It closes the pull request if nothing is left to deliver.`
      : `- The branch is ${code(branch)}. If its files change elsewhere, run the same command again.`,
    "- Close it to decline these changes. Other changes get another pull request.",
    `- After a merge, ${code("git revert")} takes the changes back, and they stay off.`,
  ];
  const sections = [{ title: "Decisions", items: decisionTable(decisions) }, ...diffSections(viewOf(diff))];
  return lines(fitSections(head, sections, ["The changed files have all of it."]));
}
