import type { RiskGroup } from "../../diff/risks/group-risks.ts";
import type { Colors } from "../colors.ts";
import { riskText } from "../results/risks.ts";

/** Formats risks for a terminal, each with a mark. It cuts no list. */
export const riskLines = (groups: readonly RiskGroup[], { red, bold }: Colors): readonly string[] =>
  groups.map((group) => {
    const { title, subject, text } = riskText(group);
    return `${bold(red(`! ${title}`))}: ${bold(subject)}: ${text}`;
  });
