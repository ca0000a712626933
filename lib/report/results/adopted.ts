import type { Adoption, AdoptResult } from "../../app/cloud/adopt-result.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, quoted, shorten } from "../../base/text.ts";

/** The order of the outcomes in a report, and their words. */
export const ADOPTION_WORDS: Readonly<Record<Adoption["outcome"], string>> = {
  differs: "differs",
  failed: "failed",
  adopted: "adopted",
  ready: "ready",
  skipped: "skipped",
  absent: "absent",
};

/** Describes an outcome: `memorySizeGb: found 3, wanted 1`. */
export function adoptionNotes({ values, message, outcome, newPassword }: Adoption): string {
  const words = outcome === "absent" ? "the cloud does not have it, and up creates it" : undefined;
  return [
    ...values.map(({ path, recorded, found }) => `${path}: found ${textOf(recorded)}, wanted ${textOf(found)}`),
    ...(message === undefined ? [] : [message]),
    ...(words === undefined ? [] : [words]),
    ...(newPassword && (outcome === "adopted" || outcome === "ready") ? ["the next up gives it a new password"] : []),
  ].join("; ");
}

const textOf = (value: unknown): string => (value === undefined ? "nothing" : shorten(JSON.stringify(value)));

/** Returns the resources in the order of a report: problems first. */
export const adoptionsOf = ({ resources }: AdoptResult): readonly Adoption[] =>
  Object.keys(ADOPTION_WORDS).flatMap((word) => resources.filter(({ outcome }) => outcome === word));

/** Says in one sentence what was adopted. */
export function adoptSummary({ stack, outcome, resources, interrupted }: AdoptResult): string {
  const numberOf = (word: Adoption["outcome"]): number => resources.filter((each) => each.outcome === word).length;
  const end = interrupted ? "; the run was interrupted" : "";
  switch (outcome) {
    case "adopted":
      return `${stack}: ${count(numberOf("adopted"), "resource")} adopted${end}`;
    case "planned":
      return `${stack}: ${count(numberOf("ready"), "resource")} would be adopted${end}`;
    case "refused":
      return `${stack}: nothing was adopted, because ${count(numberOf("differs") + numberOf("failed"), "resource")} cannot be taken over as found${end}`;
    case "nothing":
      return `${stack}: there is nothing to adopt${end}`;
  }
}

/** Returns the commands and edits that go on from a result. */
export function adoptHints({ stack, outcome, resources }: AdoptResult): readonly string[] {
  return [
    ...(outcome === "refused" ? ["change the spec to what the cloud has, or the cloud to what the spec wants"] : []),
    ...(resources.some(({ outcome: each, id }) => each === "skipped" && id === undefined)
      ? [`with its id: ${FAIRLEAD} cloud adopt ${quoted(stack)} --id <name>=<id>`]
      : []),
    ...(outcome === "adopted" ? [`next: ${FAIRLEAD} preview --stack ${quoted(stack)}`] : []),
  ];
}
