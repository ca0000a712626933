import { count } from "../../base/text.ts";
import type { Decision, Outcome } from "../../resolve/decision.ts";
import type { LockEntry } from "../../resolve/lock.ts";
import { shortDigest } from "./versions.ts";

/** Outcomes in the order of a report: the most urgent one first. */
const ORDER: readonly Outcome[] = ["invalid", "removed", "held", "new", "advance", "keep"];

/** True if a report lists the decision: the stack changes, or something keeps it from changing, or a hold ends. */
export const isNoteworthy = ({ outcome, from, to }: Decision): boolean =>
  outcome !== "keep" || (from?.hold !== undefined && to?.hold === undefined);

/** Names the version or versions of a decision: `v0.10.5`, `v0.10.5 -> v0.10.6`, `(no version)`. */
export function versionText({ outcome, from, to }: Decision): string {
  if (outcome === "new") return to?.tag ?? "";
  if (outcome === "removed") return from?.tag ?? "";
  if (from === undefined) return "(no version)";
  return outcome === "advance" && to !== undefined ? `${nameOf(from, to)} -> ${nameOf(to, from)}` : from.tag;
}

/** Names an entry by its tag; if another entry has the same tag, by tag and digest. */
const nameOf = (entry: LockEntry, other: LockEntry): string =>
  entry.tag !== other.tag || entry.digest === undefined ? entry.tag : `${entry.tag}@${shortDigest(entry.digest)}`;

/** Counts the decisions of each outcome, the most urgent one first. It omits outcomes without decisions. */
export function outcomeCounts(decisions: readonly Decision[]): Readonly<Record<string, number>> {
  const counts = ORDER.map((outcome) => [outcome, decisions.filter((decision) => decision.outcome === outcome).length] as const);
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

/** A decision that several stacks share. */
export interface DecisionGroup {
  readonly outcome: Outcome;
  readonly decision: Decision;
  readonly stacks: readonly string[];
}

/** Groups the noteworthy decisions that read the same on several stacks; the most urgent ones come first. */
export function groupDecisions(decisions: readonly Decision[]): readonly DecisionGroup[] {
  const groups = new Map<string, { readonly decision: Decision; readonly stacks: string[] }>();
  for (const decision of decisions.filter(isNoteworthy)) {
    const key = JSON.stringify([decision.outcome, decision.service, versionText(decision), decision.reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { decision, stacks: [decision.stack] });
    else group.stacks.push(decision.stack);
  }
  return [...groups.values()]
    .map(({ decision, stacks }) => ({ outcome: decision.outcome, decision, stacks }))
    .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}

/** Sums up decisions: `44 services on 4 stacks: 1 advance, 43 keep`. */
export function decisionsSummary(decisions: readonly Decision[]): string {
  const stacks = new Set(decisions.map(({ stack }) => stack)).size;
  const services = new Set(decisions.map(({ service }) => service)).size;
  const parts = Object.entries(outcomeCounts(decisions)).map(([outcome, number]) => `${number} ${outcome}`);
  return `${count(services, "service")} on ${count(stacks, "stack")}: ${parts.length === 0 ? "nothing to decide" : parts.join(", ")}`;
}
