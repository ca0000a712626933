import { type IpRange, isWithin, overlaps, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import { parseTime } from "../../base/times.ts";
import { BLOCK_SIZE, planAddresses } from "../address-plan.ts";
import type { StackFile } from "../fleet.ts";
import { needKind } from "../needs/registry.ts";
import { providerOf, providersOf } from "../stack-fields/providers.ts";
import { ownNeed, type PlaceOf, type Say } from "./own-need.ts";
import type { Run } from "./run.ts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The length of the prefix of a block. */
const BLOCK_BITS = 32 - Math.log2(BLOCK_SIZE);

/** Checks that each copy stands for one instance of the stack, and that no other has its addresses. */
export function checkRestored({ stack }: StackFile, run: Run, placeOf: PlaceOf, report: Report): void {
  const { restored = [], bindings = [], privateRange = "" } = stack.input;
  const providers = providersOf(stack.input.providers);
  const taken: { readonly key: string; readonly range: IpRange }[] = [];
  for (const [index, { need, at, range: text }] of restored.entries()) {
    const key = `${need.service}.${need.need}`;
    const say: Say = (message, hint) => report(`restored.${key}`, message, hint);
    const range = parseRange(text);
    const part = parseRange(planAddresses(privateRange)?.copies ?? "");
    if (!TIME.test(at) || parseTime(at) === undefined) say(`"${at}" is not a time in UTC such as 2026-11-30T02:00:00Z`);
    if (range?.bits !== BLOCK_BITS) say(`"${text}" is not a block of ${BLOCK_SIZE} addresses such as 10.30.208.8/${BLOCK_BITS}`);
    const spec = ownNeed(need, run.services, placeOf, say);
    if (spec === undefined) continue;
    const kind = needKind(spec);
    const addressing = kind.addressing(spec);
    const bound = bindings.find((other) => other.need.service === need.service && other.need.need === need.need);
    const other = range === undefined ? undefined : taken.find((each) => overlaps(each.range, range));
    if (restored.findIndex((each) => each.need.service === need.service && each.need.need === need.need) < index) say("is listed twice");
    else if (addressing.kind !== "endpoints" || addressing.shared !== undefined) say(`a ${kind.nameOf(spec)} of this form has no copies`);
    else if (bound !== undefined) say(`is bound to ${bound.to.stack}, which has the instance`);
    else if (providerOf(providers, spec) !== undefined) say("runs in the cluster, which makes no copies");
    else if (range?.bits === BLOCK_BITS && (part === undefined || !isWithin(range, part)))
      say(`${text} is outside of ${planAddresses(privateRange)?.copies ?? "any privateRange"}, where copies have their addresses`);
    else if (other !== undefined) say(`${text} overlaps the addresses of ${other.key}`);
    if (range !== undefined) taken.push({ key, range });
  }
}
