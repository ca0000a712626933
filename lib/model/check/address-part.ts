import { formatAddress, type IpRange, isWithin, parseRange } from "../../base/ip-ranges.ts";
import { BLOCK_SIZE, KEPT, planAddresses } from "../address-plan.ts";
import type { Addressing } from "../needs/addressing.ts";
import type { Say } from "./own-need.ts";

/** The address that a stack gives to an instance. */
interface GivenAddress {
  readonly text: string;
  readonly range: IpRange;
  /** The kind of the need: `redis`. */
  readonly kind: string;
  readonly addressing: Addressing;
}

/** Checks that the cloud can have an instance of the kind at an address. A range without a plan has no parts. */
export function checkPart({ text, range, kind, addressing }: GivenAddress, privateRange: string, say: Say): void {
  const plan = planAddresses(privateRange);
  if (plan === undefined || addressing.kind === "range") return;
  const part = addressing.kind === "block" ? plan.blocks : plan.endpoints;
  // Google chooses addresses in the part for services, so Fairlead takes each one as it is.
  const isPeered = addressing.kind === "block" || (addressing.kind === "endpoints" && addressing.isPeered);
  if (isPeered && partOf(plan.services, range) !== undefined) return;
  const outer = partOf(part, range);
  if (outer === undefined) say(`${text} is outside of ${isPeered ? `${plan.services} and ` : ""}${part}, where a ${kind} has its address`);
  else if (addressing.kind === "block" && range.last - range.first >= BLOCK_SIZE)
    say(`${text} is more than the ${BLOCK_SIZE} addresses of a ${kind}`, `write "${formatAddress(range.first)}/29"`);
  else if (addressing.kind === "endpoints" && (range.first < outer.first + KEPT || range.last > outer.last - KEPT))
    say(`${text} has an address that Google keeps: the first ${KEPT} and the last ${KEPT} of ${part}`);
}

/** Returns a part as numbers if a range lies in it. */
function partOf(part: string, range: IpRange): IpRange | undefined {
  const outer = parseRange(part);
  return outer !== undefined && isWithin(range, outer) ? outer : undefined;
}
