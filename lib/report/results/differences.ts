import { type Cause, type Difference, DIFFERENCE_KINDS, type DifferenceKind, type DifferenceSide } from "../../diff/compare/difference.ts";

/** The title of each kind of differences. */
export const DIFFERENCE_TITLES: Readonly<Record<DifferenceKind, string>> = {
  runs: "Services",
  version: "Releases",
  hold: "Holds",
  behind: "Configuration behind the specs",
  field: "Fields of services",
  object: "Objects",
  cloud: "Cloud",
};

/** Counts the differences of each kind. It omits kinds without any. */
export const differenceCounts = (differences: readonly Difference[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    DIFFERENCE_KINDS.map((kind) => [kind, differences.filter((each) => each.kind === kind).length] as const).filter(
      ([, number]) => number > 0,
    ),
  );

const NONE = "-";

/** The characters of a value in a report for people. */
const MAXIMUM = 120;

/** Returns a value in one line. */
export function sideText(kind: DifferenceKind, { value }: DifferenceSide): string {
  if (kind === "runs") return value === true ? "runs" : "does not run";
  if (kind === "behind") return value === true ? "behind" : "current";
  if (value === undefined) return NONE;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MAXIMUM ? `${text.slice(0, MAXIMUM - 3)}...` : text;
}

/** Names the place that sets a value: `stacks/prod.ts override(cart).scale.min`, or a layer without a file. */
export const causeText = ({ layer, file, place }: Cause): string =>
  file === undefined ? layer : place === undefined ? file : `${file} ${place}`;

/** Names the causes of both sides: one, if both have the same. */
export const causesText = ({ a, b }: Pick<Difference, "a" | "b">): string =>
  [...new Set([a.cause, b.cause].flatMap((cause) => (cause === undefined ? [] : [causeText(cause)])))].join("; ");
