import type { CloudCostResult } from "../../app/cloud/cloud-cost.ts";
import { lines } from "../../base/text.ts";
import { costOwner, dollars, notCounted } from "../results/cost-text.ts";
import { code } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports the monthly costs of clouds: a table for each stack, and what is not counted. */
export const costMarkdown = ({ date, stacks }: CloudCostResult): string =>
  lines([
    ...stacks.flatMap((cost) => [
      `### ${code(cost.stack)} in ${code(cost.region)}: ${dollars(cost)} a month`,
      "",
      ...table(
        ["service", "a month"],
        cost.owners.map((owner) => [code(costOwner(owner)), dollars(owner)]),
      ),
      "",
      ...notCounted(cost).map((each) => `- not counted: ${code(each)}`),
      "",
    ]),
    `List prices in US dollars of ${date}, without discounts and taxes.`,
  ]);
