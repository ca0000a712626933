import { FAIRLEAD } from "../../base/fairlead.ts";
import { deletionText } from "../../diff/deletion-text.ts";
import type { DeletionPlan } from "../../diff/deletions.ts";
import type { Colors } from "../colors.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Lists the deletions that a person must allow. It never cuts the list. */
export function deletionLines(plan: DeletionPlan | undefined, colors: Colors): readonly string[] {
  if (plan === undefined) return [];
  const { hash, deletions } = safe(plan);
  return [
    ...deletions.map((deletion) => `${colors.red("deletes")}: ${deletionText(deletion)}`),
    ...hintLines(`publish needs: ${FAIRLEAD} publish --allow-deletions ${hash}`, colors),
  ];
}
