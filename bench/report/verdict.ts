import type { Figures, Measure } from "./targets.ts";

/** The comparison of one figure with its target. */
export interface Verdict {
  readonly measure: Measure;
  readonly target: number;
  readonly measured: number;
  readonly ok: boolean;
  /** `ok` or `time missed by 12 %`. */
  readonly text: string;
}

const WORDS: Readonly<Record<Measure, string>> = {
  seconds: "time",
  megabytes: "memory",
  ratio: "ratio",
  written: "written",
  requests: "requests",
};
export const MEASURES = ["seconds", "megabytes", "ratio", "written", "requests"] as const;

/** Compares each target with its figure. A target without a figure is missed. */
export const verdicts = (targets: Figures, figures: Figures): readonly Verdict[] =>
  MEASURES.flatMap((measure) => {
    const target = targets[measure];
    return target === undefined ? [] : [verdict(measure, target, figures[measure] ?? Number.NaN)];
  });

function verdict(measure: Measure, target: number, measured: number): Verdict {
  const ok = measured <= target;
  return { measure, target, measured, ok, text: ok ? "ok" : missed(measure, target, measured) };
}

function missed(measure: Measure, target: number, measured: number): string {
  if (Number.isNaN(measured)) return `${WORDS[measure]} not measured`;
  if (target === 0) return `${WORDS[measure]} ${measured} instead of 0`;
  // A missed target is missed by at least 1 %.
  return `${WORDS[measure]} missed by ${Math.max(1, Math.round((measured / target - 1) * 100))} %`;
}

/** Formats all verdicts of an entry: `ok`, or each missed target. Without targets it is empty. */
export const overall = (all: readonly Verdict[]): string => {
  const bad = all.filter(({ ok }) => !ok);
  if (bad.length > 0) return bad.map(({ text }) => text).join(", ");
  return all.length === 0 ? "" : "ok";
};
