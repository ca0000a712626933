import { formatAddress, isWithin, parseRange } from "../base/ip-ranges.ts";
import { addressOf } from "./address.ts";
import { type AddressPlan, planAddresses } from "./address-plan.ts";
import type { AddressRecord } from "./address-record.ts";
import { freeSlot, partsOf, type Parts, rangeAt, rangeOf, slotOf, type Slots, take } from "./address-slots.ts";
import type { EffectiveService } from "./effective.ts";
import type { StackModel } from "./model.ts";
import type { Addressing } from "./needs/addressing.ts";
import { needKind } from "./needs/registry.ts";
import { identityOf } from "./needs/stateful-options.ts";
import { isInCluster } from "./servers.ts";

/** The fields of a stack that decide the addresses of its instances. */
export interface AddressedStack extends Pick<StackModel, "addresses" | "privateRange" | "providers"> {
  /** The instances that other stacks own. */
  readonly bindings: Pick<StackModel["bindings"], "has">;
  readonly services: readonly Pick<EffectiveService, "name" | "needs" | "uses">[];
  /** The addresses that earlier runs decided. @default none */
  readonly recorded?: AddressRecord | undefined;
}

/** The addresses of an instance. */
export interface NeedRange {
  /** The addresses that pods reach, one range for each server. */
  readonly ranges: readonly string[];
  /** True if Fairlead chose them in the address plan, so the cloud must reserve them. */
  readonly isReserved: boolean;
  /** The name of the instance, if Fairlead decided an address of it. The lock then records them. */
  readonly name?: string;
}

/** The addresses of the instances that a stack owns. */
export interface NeedRanges {
  /** `<service>.<need>`, or the name of a shared server -> its addresses. */
  readonly byKey: ReadonlyMap<string, NeedRange>;
  /** The instances for which a part of the plan has no room. */
  readonly homeless: readonly Demand[];
}

/** An instance that needs addresses. */
export interface Demand {
  readonly key: string;
  /** `<service>-<need>`. The first address follows from it. */
  readonly name: string;
  readonly addressing: Addressing;
  /** The address that the stack gives. */
  readonly given: string | undefined;
}

/** Decides the addresses of the instances that a stack owns. Given ones win, then recorded ones. Others follow from names. */
export function needRanges(stack: AddressedStack): NeedRanges {
  const plan = planAddresses(stack.privateRange ?? "");
  const all = demandsOf(stack);
  if (plan === undefined) {
    const rangesOf = ({ given }: Demand): readonly string[] => [given ?? stack.privateRange].filter((range) => range !== undefined);
    return { byKey: new Map(all.map((each) => [each.key, { ranges: rangesOf(each), isReserved: false }])), homeless: [] };
  }
  return decide(all, plan, stack);
}

const known = new WeakMap<StackModel, NeedRanges>();

/** Returns the addresses of the instances that a stack owns. Many callers ask, so they are decided once. */
export function rangesOn(stack: StackModel): NeedRanges {
  const found = known.get(stack) ?? needRanges(stack);
  known.set(stack, found);
  return found;
}

/** Returns a stack with some of its services. Their instances keep the addresses that they have beside all services. */
export function withServices(stack: StackModel, services: StackModel["services"]): StackModel {
  const part = { ...stack, services };
  known.set(part, rangesOn(stack));
  return part;
}

/** Lists the instances that the cloud has for a stack, each once. */
export function demandsOf(stack: AddressedStack): readonly Demand[] {
  const demands = new Map<string, Demand>();
  for (const { name: service, needs, uses } of stack.services) {
    for (const [need, spec] of Object.entries(needs)) {
      const owner = { service, need };
      const addressing = needKind(spec).addressing(spec);
      if (addressing.kind === "nowhere" || addressing.kind === "googleApis") continue;
      const key = keyOf(owner, addressing);
      if (uses.has(need) || stack.bindings.has(`${service}.${need}`) || isInCluster(stack, owner, spec)) continue;
      const identity = identityOf(owner, spec);
      const isShared = addressing.kind === "endpoints" && addressing.shared !== undefined;
      const name = isShared ? key : `${identity.service}-${identity.need}`;
      demands.set(key, { key, name, addressing, given: isShared ? undefined : addressOf(stack.addresses, owner) });
    }
  }
  return [...demands.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Names the instance of a need in the ranges of a stack. */
export const keyOf = ({ service, need }: { readonly service: string; readonly need: string }, addressing: Addressing): string =>
  addressing.kind === "endpoints" && addressing.shared !== undefined ? addressing.shared : `${service}.${need}`;

function decide(demands: readonly Demand[], plan: AddressPlan, { privateRange = "", recorded }: AddressedStack): NeedRanges {
  const [blocks, subnet] = [rangeAt(plan.blocks), rangeAt(plan.endpoints)];
  const parts = partsOf(plan);
  const byKey = new Map<string, NeedRange>();
  const open: Demand[] = [];
  // Given addresses come first, so no decided one takes them.
  for (const demand of demands) {
    const { addressing, given } = demand;
    const range = given === undefined ? undefined : parseRange(given);
    if (addressing.kind === "range") byKey.set(demand.key, { ranges: [given ?? privateRange], isReserved: false });
    else if (given === undefined || range === undefined) open.push(demand);
    else if (addressing.kind === "block") {
      const isReserved = isWithin(range, blocks);
      if (isReserved) take(parts.block, range);
      byKey.set(demand.key, { ranges: [given], isReserved });
    } else if (!isWithin(range, subnet)) byKey.set(demand.key, { ranges: [given], isReserved: false });
    else {
      take(parts.endpoints, range);
      open.push(demand);
    }
  }
  const known = knownSlots(open, parts, recorded);
  const homeless = open.filter((demand) => {
    const ranges = rangesFor(demand, parts, known.get(demand.name) ?? []);
    if (ranges !== undefined) byKey.set(demand.key, { ranges, isReserved: true, ...(isGiven(demand) ? {} : { name: demand.name }) });
    return ranges === undefined;
  });
  return { byKey, homeless };
}

/** Returns the part that has the addresses of an instance. */
const partFor = ({ addressing }: Demand, { block, endpoints }: Parts): Slots => (addressing.kind === "block" ? block : endpoints);

/**
 * Marks all recorded slots, and returns those of instances that the stack still has. An address of another plan or of another kind of need
 * has no slot.
 */
function knownSlots(open: readonly Demand[], parts: Parts, recorded: AddressRecord | undefined): ReadonlyMap<string, readonly number[]> {
  const demands = new Map(open.map((demand) => [demand.name, demand]));
  const kept = new Map<string, readonly number[]>();
  for (const { name, ranges } of recorded?.addresses ?? []) {
    const demand = demands.get(name);
    for (const part of [parts.block, parts.endpoints]) {
      const slots = ranges.map((range) => slotOf(part, range)).filter((slot) => slot !== undefined);
      const isKept = demand !== undefined && partFor(demand, parts) === part;
      const count = isKept ? serversOf(demand).length : 0;
      if (isKept) kept.set(name, slots.slice(0, count));
      slots.forEach((slot, index) => (index < count ? part.taken : part.leaving).add(slot));
    }
  }
  return kept;
}

/** True if the stack gives the address of each server. */
function isGiven(demand: Demand): boolean {
  const range = parseRange(demand.given ?? "");
  return range !== undefined && range.last - range.first + 1 >= serversOf(demand).length;
}

/** Lists the ends of the names of an instance's servers. */
const serversOf = ({ addressing }: Demand): readonly string[] => (addressing.kind === "endpoints" ? addressing.servers : [""]);

/** Returns a range for each server. Given addresses are for the first servers. */
function rangesFor(demand: Demand, parts: Parts, kept: readonly number[]): readonly string[] | undefined {
  const part = partFor(demand, parts);
  const given = parseRange(demand.given ?? "");
  const ranges = serversOf(demand).map((suffix, index) => {
    if (given !== undefined && given.first + index <= given.last) return `${formatAddress(given.first + index)}/32`;
    const slot = kept[index] ?? freeSlot(part, `${demand.name}${suffix}`);
    return slot === undefined ? undefined : rangeOf(part, slot);
  });
  const found = ranges.filter((range) => range !== undefined);
  return found.length === ranges.length ? found : undefined;
}
