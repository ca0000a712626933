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
  // A group names an object once, and has a path for each stack. Entries of a lock share a path.
  for (const { kind, objects, paths } of groups) counts.set(kind, (counts.get(kind) ?? 0) + Math.max(objects.length, paths.length));
  return Object.entries(RISK_KINDS).flatMap(([kind, { title }]) => {
    const number = counts.get(kind);
    return number === undefined ? [] : [`- :warning: **${title}**: ${count(number, "object")}`];
  });
}
