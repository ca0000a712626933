import { FAIRLEAD_IN_OPS } from "../../base/fairlead.ts";
import type { PrunedResult } from "../../app/release/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { columns } from "./columns.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Records that the report lists. */
const MAX_RECORDS = 40;

/** Characters of a date without its time. */
const DATE_CHARACTERS = 10;

/** Reports the records that `release prune` deleted, or would delete. */
export function prunedText(result: PrunedResult, colors: Colors): string {
  const { datastore, records, plan, pruned } = safe(result);
  const { green, dim } = colors;
  const { remove, olderThan } = plan;
  const all = `${count(records, "record")} in ${datastore}`;
  if (remove.length === 0) return lines(`${green("nothing to prune")}: ${all}`);
  if (pruned !== undefined) {
    const kept = pruned.kept.length + pruned.restored.length;
    const named = kept === 0 ? "" : `; kept ${kept} that a channel or lock names since`;
    return lines(`${green("pruned")} ${pruned.removed.length} of ${all}${named}`);
  }
  return lines(
    columns(remove.slice(0, MAX_RECORDS).map(({ service, id, builtAt }) => [service, id, dim(`built ${builtAt}`)])),
    moreLines(remove, MAX_RECORDS),
    `${remove.length} of ${all} would be deleted: built before ${olderThan.slice(0, DATE_CHARACTERS)}, and named by no channel or lock`,
    hintLines(`${FAIRLEAD_IN_OPS} release prune --yes deletes them`, colors),
  );
}
