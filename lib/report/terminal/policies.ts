import type { PoliciesResult } from "../../app/policies.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { exemptionEnd, exemptionPlace } from "../results/policies.ts";
import { safe } from "./safe.ts";

/** Lists policies, each with its reason and its exemptions. */
export function policiesText(result: PoliciesResult, { bold, dim, red, yellow }: Colors): string {
  const { policies } = safe(result);
  if (policies.length === 0) return "no policies: policies/ is empty or missing\n";
  return lines(
    policies.flatMap(({ name, level, file, why, exemptions }) => [
      `${level === "refuse" ? red("refuse") : yellow("warn  ")} ${bold(name)}  ${dim(file)}`,
      `       ${why}`,
      ...exemptions.map((each) => {
        const end = each.expired ? yellow(exemptionEnd(each)) : exemptionEnd(each);
        return `       exempt: ${exemptionPlace(each)}, ${end}, ${each.owner}: ${each.reason}`;
      }),
    ]),
  );
}
