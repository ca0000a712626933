import type { Case } from "../case.ts";
import type { Gate } from "../gate.ts";
import type { FreezeScope } from "../../model/pipeline/pipeline.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { minuteText } from "../../base/times.ts";
import { moves } from "../travel/moves.ts";

/** Refuses a change of a pair in a freeze. A hotfix passes. */
export const freezeGate: Gate = (given, { travel: fleet }) => {
  const { travel, locked, candidate, service } = given;
  if (travel === undefined || fleet === undefined || travel.pass === "hotfix" || !moves(given)) return undefined;
  const active = fleet.freezes.filter((freeze) => isIn(given, freeze));
  const [first] = active;
  if (first === undefined) return undefined;
  // Several freezes may overlap, and the last one ends it.
  const until = active.reduce<string | undefined>((last, each) => later(last, each.until), first.until);
  return {
    outcome: "frozen",
    stays: locked,
    next: candidate?.tag,
    reason: `${first.reason}, ${until === undefined ? "until a person thaws it" : `until ${minuteText(until)}`}`,
    until,
    hint: `a fix passes with: ${FAIRLEAD} up --service ${service} --hotfix '...'`,
  };
};

/** Returns the later of two ends. A freeze without an end is the latest. */
const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? undefined : Date.parse(a) > Date.parse(b) ? a : b;

const isIn = ({ tier, stack, service, release }: Case, { tiers, stacks, services }: FreezeScope): boolean =>
  (tiers.length === 0 || tiers.includes(tier)) &&
  (stacks.length === 0 || stacks.includes(stack)) &&
  (services.length === 0 || services.includes(service) || services.includes(release));
