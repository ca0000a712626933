import { quoted } from "../../base/text.ts";
import type { CloudMessage } from "./cloud-run.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { labelOf } from "./shard-result.ts";

/** Lists the protected resources that a run would delete. @param url the URL of the state */
export function protectedLosses({ input, recorded, name }: PlannedShard, url: string): readonly CloudMessage[] {
  const wanted = new Set(input.resources.map((each) => `${each.type} ${each.name}`));
  const lost = (recorded?.resources ?? []).filter((each) => each.protect && !each.delete && !wanted.has(`${each.type} ${each.name}`));
  return lost.map(({ urn }) => ({
    severity: "error",
    resource: labelOf(urn),
    message: "is protected, and the specs no longer have it",
    hint: `PULUMI_BACKEND_URL=${quoted(url)} pulumi state unprotect ${quoted(urn)} --stack ${name}, if its data may go`,
  }));
}
