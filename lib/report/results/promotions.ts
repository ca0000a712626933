import type { PromoteOutcome, Promotion } from "../../releases/promote.ts";

interface OutcomeTexts {
  /** The word beside a service. */
  readonly word: string;
  /** The text after a number of services. */
  readonly summary: string;
}

/** The texts of each outcome, least urgent first. */
const TEXTS: Readonly<Record<PromoteOutcome, OutcomeTexts>> = {
  moved: { word: "moved", summary: "moved" },
  unchanged: { word: "unchanged", summary: "already there" },
  newer: { word: "kept", summary: "kept because newer" },
  pinned: { word: "pinned", summary: "kept because a person set it" },
  failed: { word: "failed", summary: "failed" },
};

const ORDER = Object.keys(TEXTS);

export const promotionWord = ({ outcome }: Promotion): string => TEXTS[outcome].word;

/** Counts the services of each outcome. */
export const promotionCounts = (promotions: readonly Promotion[]): Readonly<Record<string, number>> =>
  Object.fromEntries(ORDER.map((word) => [word, promotions.filter(({ outcome }) => outcome === word).length]));

/** Summarizes a promotion: `3 moved, 12 already there`. Leaves out outcomes without services. */
export function promotionSummary(promotions: readonly Promotion[]): string {
  const counts = promotionCounts(promotions);
  return Object.entries(TEXTS)
    .flatMap(([outcome, { summary }]) => (counts[outcome] === 0 ? [] : [`${counts[outcome]} ${summary}`]))
    .join(", ");
}

/** Returns the services that are not unchanged, most urgent outcome first. */
export const notable = (promotions: readonly Promotion[]): readonly Promotion[] =>
  promotions.filter(({ outcome }) => outcome !== "unchanged").toSorted((a, b) => ORDER.indexOf(b.outcome) - ORDER.indexOf(a.outcome));

/** Describes one service: `v1 -> v2`, or the release that stays and why. */
export function promotionDetail({ outcome, release, before, reason = "" }: Promotion, channel: string): string {
  const [old = "", next = ""] = [before?.tag, release?.tag];
  const details: Readonly<Record<PromoteOutcome, string>> = {
    moved: before === undefined ? next : `${old} -> ${next}`,
    unchanged: old,
    newer: `${old} stays: channel ${channel} has already named a newer build than ${next}`,
    pinned: `${old} stays: ${reason}`,
    failed: reason,
  };
  return details[outcome];
}
