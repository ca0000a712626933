import type { CloudCostResult } from "../../app/cloud/cloud-cost.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { costOwner, dollars, notCounted } from "../results/cost-text.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Reports the monthly costs of clouds: the sum, each service, and what is not counted. */
export function costText(result: CloudCostResult, { bold, dim }: Colors): string {
  const { date, stacks } = safe(result);
  const parts = stacks.flatMap((cost, index) => [
    ...(index === 0 ? [] : [""]),
    `${bold(cost.stack)}  ${dim(cost.region)}  ${dollars(cost)} a month`,
    ...columns(cost.owners.map((owner) => [costOwner(owner), dollars(owner)])).map((row) => `  ${row}`),
    ...notCounted(cost).map((each) => dim(`  not counted: ${each}`)),
  ]);
  return lines([...parts, "", dim(`list prices in US dollars of ${date}, without discounts and taxes`)]);
}
