import { FAIRLEAD } from "../../base/fairlead.ts";
import { type CloudChange, isLoss } from "../../diff/cloud/cloud-change.ts";
import { likelyRenames, renameHint } from "../../diff/cloud/likely-renames.ts";
import type { CloudMessage } from "./cloud-run.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { labelOf } from "./shard-result.ts";

/** Lists the protected resources that a run would delete or replace. */
export function protectedLosses({ changes }: PlannedShard): readonly CloudMessage[] {
  const renames = likelyRenames(changes);
  return changes
    .filter((change) => change.protected && isLoss(change))
    .map((change) => {
      const rename = renames.find(({ lost }) => lost.includes(change.urn));
      return {
        severity: "error",
        resource: labelOf(change.urn),
        message: `is protected, and ${reasonOf(change)}`,
        hint:
          rename === undefined ? `only if its data may go: ${FAIRLEAD} cloud unprotect ${change.stack} ${change.name}` : renameHint(rename),
      };
    });
}

function reasonOf({ action, causes, because = "another resource" }: CloudChange): string {
  if (action === "delete") return "the specs no longer have it";
  return causes.length > 0 ? `a change of ${causes.join(", ")} replaces it` : `it follows the replacement of ${because}`;
}
