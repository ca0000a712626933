import { componentUrn, urnOf } from "../../cloud/urn.ts";
import { type CloudChange, changesState } from "../../diff/cloud/cloud-change.ts";
import type { CloudShard } from "./cloud-run.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** The runs of a part. */
export interface TwoRuns {
  /** The run without what comes late. Undefined if nothing else changes. */
  readonly early: PlannedShard | undefined;
  /** The run with everything, after other parts. Undefined if nothing comes late. */
  readonly late: PlannedShard | undefined;
}

/** True if other parts of the stack need the part first. */
export const isFoundation = ({ name }: Pick<PlannedShard, "name">): boolean => name.endsWith(".foundation");

/**
 * Splits the run of a part in two. The others use what a foundation loses, until they have run. A part waits for what others create.
 * @param project the project of Pulumi
 * @param hasOthers true if other parts of the stack run, too
 */
export function twoRuns(part: PlannedShard, project: string, hasOthers: boolean): TwoRuns {
  const waiting = new Set(part.waiting);
  const isLate = ({ action, urn }: CloudChange): boolean => (isFoundation(part) ? action === "delete" : waiting.has(urn));
  if (!hasOthers || !part.changes.some(isLate)) return { early: part, late: undefined };
  const others = part.changes.filter((change) => !isLate(change) && change.action !== "delete");
  if (part.input.fresh.length === 0 && !others.some(changesState)) return { early: undefined, late: part };
  const place = { shard: part.name, project };
  const declared = part.input.resources.flatMap(({ block, type, name }) => {
    const urn = urnOf(place, block, type, name);
    return waiting.has(urn) ? [] : [componentUrn(place, block), urn];
  });
  const renamed = others.flatMap(({ previousUrn }) => previousUrn ?? []);
  return { early: { ...part, targets: [...new Set([...declared, ...renamed])] }, late: part };
}

/** Joins two runs of a part. The last one decides unless the first one failed. The changes of both count. */
export function joinRuns(first: CloudShard | undefined, last: CloudShard): CloudShard {
  if (first === undefined) return last;
  if (first.outcome === "failed") return first;
  return {
    ...last,
    outcome: last.outcome === "unchanged" ? first.outcome : last.outcome,
    seconds: first.seconds + last.seconds,
    steps: [...first.steps, ...last.steps],
    messages: [...first.messages, ...last.messages],
  };
}
