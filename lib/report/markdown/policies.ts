import type { PoliciesResult } from "../../app/policies.ts";
import { lines } from "../../base/text.ts";
import { exemptionEnd, exemptionPlace } from "../results/policies.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Lists policies, each with its reason and its exemptions. */
export const policiesMarkdown = ({ policies }: PoliciesResult): string =>
  lines(
    policies.length === 0 ? "No policies." : [],
    policies.flatMap(({ name, level, file, why, exemptions }) => [
      `- **${level}** ${code(name)} in ${code(file)}: ${escapeMarkdown(why)}`,
      ...exemptions.map(
        (each) =>
          `  - exempt: ${code(exemptionPlace(each))} ${escapeMarkdown(exemptionEnd(each))}, ${code(each.owner)}: ${escapeMarkdown(each.reason)}`,
      ),
    ]),
  );
