import type { CloudRun } from "../../app/cloud/cloud-run.ts";
import type { Delivery, PublishResult } from "../../app/publish/results.ts";
import type { PlanResult, UpResult } from "../../app/release/results.ts";
import type { Problem } from "../../base/problem.ts";
import { count, lines } from "../../base/text.ts";
import { deletionText } from "../../diff/deletion-text.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import type { Decision } from "../../resolve/decision.ts";
import { decisionsSummary, groupDecisions } from "../results/decisions.ts";
import { stacksText } from "../results/names.ts";
import { cloudRunItems } from "./cloud-run.ts";
import { engineItems } from "./engine-items.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { problemItems, withHint } from "./problems.ts";
import { riskItems } from "./risks.ts";
import { table } from "./table.ts";

/** Reports the release that each stack should run. */
export const planMarkdown = ({ decisions, refusal, deletions, risks, held = [] }: PlanResult): string =>
  lines(decisionLines(decisions, risks), deletionItems(deletions), heldItems(held), refusal === undefined ? [] : refusalLines(refusal));

/** Reports the clouds that move or wait, and the changes of those that came up. */
export function cloudUpMarkdown(run: CloudRun): string {
  const [rows, items] = [decisionTable(run.decisions ?? []), cloudRunItems(run)];
  return lines(rows, rows.length === 0 || items.length === 0 ? [] : "", items);
}

const deletionItems = (plan: PlanResult["deletions"]): readonly string[] =>
  plan === undefined
    ? []
    : ["", `#### Deletions, ${code(plan.hash)}`, "", ...plan.deletions.map((deletion) => `- ${escapeMarkdown(deletionText(deletion))}`)];

const refusalLines = ({ message, hint, problems }: NonNullable<PlanResult["refusal"]>): readonly string[] => [
  "",
  withHint(`**up refuses**: ${escapeMarkdown(message)}`, hint),
  "",
  ...problemItems(problems),
];

/** Reports the decisions of `up`, the failures and warnings of the engine, and the files that `up` wrote. */
export function upMarkdown({ decisions, render: { created, changed, removed }, engine, cloud, risks, held = [] }: UpResult): string {
  const clouds = cloudRunItems(cloud);
  return lines(
    decisionLines(decisions, risks),
    heldItems(held),
    clouds.length === 0 ? [] : ["", ...clouds],
    engineItems(engine),
    "",
    `${count(created.length, "file")} created, ${changed.length} changed, ${removed.length} removed.`,
  );
}

/** Reports the decisions of `publish`, the commit that it pushed, and the pull requests. */
export const publishedMarkdown = ({ remote, branch, commit, subject, base, up, deliveries = [] }: PublishResult): string =>
  lines(
    commit === undefined
      ? `**Unchanged**: ${code(`${remote}/${branch}`)} has this tree since ${code(base.slice(0, 12))}.`
      : `**Published** ${code(commit.slice(0, 12))} to ${code(`${remote}/${branch}`)}: ${escapeMarkdown(subject ?? "")}`,
    ...(deliveries.length === 0 ? [] : ["", ...deliveries.map(deliveryItem)]),
    "",
    upMarkdown(up).trimEnd(),
  );

function deliveryItem({ stack, branch, outcome, pullRequest, reason }: Delivery): string {
  const what = pullRequest === undefined ? `branch ${code(branch)}` : `pull request ${pullRequest.number}`;
  return `- **${outcome}** ${what} for ${code(stack)}${reason === undefined ? "" : `: ${escapeMarkdown(reason)}`}`;
}

const heldItems = (held: readonly Problem[]): readonly string[] => (held.length === 0 ? [] : ["", ...problemItems(held)]);

function decisionLines(decisions: readonly Decision[], risks: PlanResult["risks"] = []): readonly string[] {
  const items = riskItems(groupRisks(risks));
  const rows = decisionTable(decisions);
  return [
    `**${decisionsSummary(decisions)}**`,
    ...(items.length === 0 ? [] : ["", "#### Risks", "", ...items]),
    ...(rows.length === 0 ? [] : ["", ...rows]),
  ];
}

/** Lists the noteworthy decisions. Empty if there are none. */
export function decisionTable(decisions: readonly Decision[]): readonly string[] {
  const rows = groupDecisions(decisions).map(({ outcome, decision, services, version, stacks, hint }) => [
    `**${outcome}**`,
    services.map(code).join(", "),
    version === "" ? "" : code(version),
    escapeMarkdown(stacksText(stacks)),
    withHint(escapeMarkdown(decision.reason), hint),
  ]);
  return rows.length === 0 ? [] : table(["", "service", "version", "stacks", "why"], rows);
}
