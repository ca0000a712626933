import { type IpRange, isWithin, overlaps, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import type { StackFile } from "../fleet.ts";
import { hasOwnAddress } from "../needs/addressing.ts";
import { needKind } from "../needs/registry.ts";
import { providerOf, providersOf } from "../stack-fields/providers.ts";
import { checkPart } from "./address-part.ts";
import { ownNeed, type PlaceOf, type Say } from "./own-need.ts";
import type { Run } from "./run.ts";

/** Checks that each address belongs to one instance of the stack and is in its private range. */
export function checkAddresses({ stack }: StackFile, run: Run, placeOf: PlaceOf, report: Report): void {
  const { addresses = [], bindings = [], privateRange } = stack.input;
  const providers = providersOf(stack.input.providers);
  const taken: { readonly key: string; readonly range: IpRange }[] = [];
  const seen = new Set<string>();
  for (const { need, range: text } of addresses) {
    const key = `${need.service}.${need.need}`;
    const say: Say = (message, hint) => report(`addresses.${key}`, message, hint);
    const range = parseRange(text);
    if (range === undefined) say(`"${text}" is not a range of addresses such as 10.30.4.5/32`);
    const spec = ownNeed(need, run.services, placeOf, say);
    if (spec === undefined) continue;
    const kind = needKind(spec);
    const bound = bindings.find((other) => other.need.service === need.service && other.need.need === need.need);
    const outer = privateRange === undefined ? undefined : parseRange(privateRange);
    const other = range === undefined ? undefined : taken.find((each) => overlaps(each.range, range));
    if (seen.has(key)) say("is listed twice");
    else if (!hasOwnAddress(kind.addressing(spec))) say(`a ${kind.nameOf(spec)} has no separate address in the private range`);
    else if (bound === undefined && providerOf(providers, spec) !== undefined)
      say("runs in the cluster, so it has no address in the private range");
    else if (bound !== undefined) say(`is bound to ${bound.to.stack}, which gives the address`);
    else if (range !== undefined && outer !== undefined && !isWithin(range, outer))
      say(`${text} is outside of privateRange ${privateRange}`);
    else if (other !== undefined) say(`${text} overlaps the address of ${other.key}`);
    else if (range !== undefined && privateRange !== undefined)
      checkPart({ text, range, kind: kind.nameOf(spec), addressing: kind.addressing(spec) }, privateRange, say);
    seen.add(key);
    if (range !== undefined) taken.push({ key, range });
  }
}
