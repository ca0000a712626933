import type { Case } from "../case.ts";
import type { Decision } from "../decision.ts";
import { isSameVersion, type LockEntry } from "../lock.ts";
import { takesConfig, withConfig } from "./moves.ts";

type Verdict = Pick<Decision, "outcome" | "to" | "reason" | "hint">;

/** Adds the present configuration to a decision that every gate passed. Without a pipeline, the entry loses its configuration. */
export function followConfig(given: Case, verdict: Verdict): Verdict {
  const { travel, locked } = given;
  const { to } = verdict;
  if (to === undefined) return verdict;
  if (travel === undefined) return to.config === undefined ? verdict : { ...verdict, to: withConfig(to, undefined) };
  if (verdict.outcome === "invalid") return verdict;
  if (!takesConfig(given) || !travel.isBroughtUp)
    return { ...verdict, to: withConfig(to, locked === undefined ? travel.config : locked.config) };
  const isConfigOnly = locked !== undefined && isSameVersion(locked, to);
  return {
    ...verdict,
    outcome: verdict.outcome === "keep" ? "advance" : verdict.outcome,
    to: configured(given, to),
    reason: isConfigOnly ? `it takes the present configuration; ${verdict.reason}` : verdict.reason,
  };
}

/** Returns an entry that takes the present configuration. Its number is above all numbers before it, as for a release. */
export function configured({ travel, locked, history }: Pick<Case, "travel" | "locked" | "history">, to: LockEntry): LockEntry {
  const entry = withConfig(to, travel?.config);
  // An entry that a person wrote has no place in the order.
  if (to.seq === undefined) return entry;
  const known = [history?.highest, locked?.seq, locked?.hold?.seq, to.hold?.seq].map((seq = 0) => seq);
  return { ...entry, seq: Math.max(to.seq, ...known.map((seq) => seq + 1)) };
}
