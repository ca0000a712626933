import { count } from "../../base/text.ts";
import type { RiskGroup } from "../../diff/risks/group-risks.ts";
import { RISK_KINDS } from "../../diff/risks/risk-kinds.ts";
import { riskText } from "../results/risks.ts";
import { code } from "./escape-markdown.ts";

/** Formats risks as items of a list, each with a mark. */
export const riskItems = (groups: readonly RiskGroup[]): readonly string[] =>
  groups.map((group) => {
    const { title, subject, text } = riskText(group);
    return `- :warning: **${title}** ${code(subject)}: ${code(text)}`;
  });

/** Counts risks by kind, for a report in which their words do not fit. */
export function riskCounts(groups: readonly RiskGroup[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, objects } of groups) counts.set(kind, (counts.get(kind) ?? 0) + objects.length);
  return Object.entries(RISK_KINDS).flatMap(([kind, { title }]) => {
    const number = counts.get(kind);
    return number === undefined ? [] : [`- :warning: **${title}**: ${count(number, "object")}`];
  });
}
