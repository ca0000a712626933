import type { RiskGroup } from "../../diff/risks/group-risks.ts";
import { riskText } from "../results/risks.ts";
import { code } from "./escape-markdown.ts";

/** Formats risks as items of a list, each with a mark. */
export const riskItems = (groups: readonly RiskGroup[]): readonly string[] =>
  groups.map((group) => {
    const { title, subject, text } = riskText(group);
    return `- :warning: **${title}** ${code(subject)}: ${code(text)}`;
  });
