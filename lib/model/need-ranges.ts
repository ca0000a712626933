import { hashOf } from "../base/hash.ts";
import { formatAddress, type IpRange, isWithin, parseRange } from "../base/ip-ranges.ts";
import { addressOf } from "./address.ts";
import { type AddressPlan, BLOCK_SIZE, KEPT, planAddresses } from "./address-plan.ts";
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
}

/** The addresses of an instance. */
export interface NeedRange {
  /** The addresses that pods reach, one range for each server. */
  readonly ranges: readonly string[];
  /** True if Fairlead chose them in the address plan, so the cloud must reserve them. */
  readonly isReserved: boolean;
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
  /** `<service>-<need>`. The address follows from it, so it stays if other needs come and go. */
  readonly name: string;
  readonly addressing: Addressing;
  /** The address that the stack gives. */
  readonly given: string | undefined;
}

/** The addresses of a part that instances can have. */
interface Slots {
  readonly first: number;
  readonly count: number;
  readonly size: number;
  readonly taken: Set<number>;
}

/** Decides the addresses of the instances that a stack owns: given ones, else those that follow from names. */
export function needRanges(stack: AddressedStack): NeedRanges {
  const plan = planAddresses(stack.privateRange ?? "");
  const all = demandsOf(stack);
  if (plan === undefined) {
    const rangesOf = ({ given }: Demand): readonly string[] => [given ?? stack.privateRange].filter((range) => range !== undefined);
    return { byKey: new Map(all.map((each) => [each.key, { ranges: rangesOf(each), isReserved: false }])), homeless: [] };
  }
  return decide(all, plan, stack.privateRange ?? "");
}

const known = new WeakMap<StackModel, NeedRanges>();

/** Returns the addresses of the instances that a stack owns. Many callers ask, so they are decided once. */
export function rangesOn(stack: StackModel): NeedRanges {
  const found = known.get(stack) ?? needRanges(stack);
  known.set(stack, found);
  return found;
}

/** Lists the instances that the cloud has for a stack, each once. */
function demandsOf(stack: AddressedStack): readonly Demand[] {
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

function decide(demands: readonly Demand[], plan: AddressPlan, privateRange: string): NeedRanges {
  const [blocks, subnet] = [rangeAt(plan.blocks), rangeAt(plan.endpoints)];
  const slots = {
    block: slotsOf(blocks.first, blocks.last + 1 - blocks.first, BLOCK_SIZE),
    endpoints: slotsOf(subnet.first + KEPT, subnet.last + 1 - subnet.first - 2 * KEPT, 1),
  };
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
      if (isReserved) take(slots.block, range);
      byKey.set(demand.key, { ranges: [given], isReserved });
    } else if (!isWithin(range, subnet)) byKey.set(demand.key, { ranges: [given], isReserved: false });
    else {
      take(slots.endpoints, range);
      open.push(demand);
    }
  }
  const homeless = open.filter((demand) => {
    const ranges = demand.addressing.kind === "block" ? blockOf(demand, slots.block) : endpointsOf(demand, slots.endpoints);
    if (ranges !== undefined) byKey.set(demand.key, { ranges, isReserved: true });
    return ranges === undefined;
  });
  return { byKey, homeless };
}

const slotsOf = (first: number, addresses: number, size: number): Slots => ({
  first,
  count: Math.max(0, Math.floor(addresses / size)),
  size,
  taken: new Set(),
});

/** Marks the slots of given addresses. */
function take({ first, size, taken }: Slots, range: IpRange): void {
  for (let address = range.first; address <= range.last; address += 1) taken.add(Math.floor((address - first) / size));
}

/** Returns the slot that follows from a name, or the next free one. Returns undefined if all are taken. */
function freeSlot({ count, taken }: Slots, name: string): number | undefined {
  const start = Number.parseInt(hashOf(name).slice(0, 8), 16);
  for (let step = 0; step < count; step += 1) {
    const slot = (start + step) % count;
    if (taken.has(slot)) continue;
    taken.add(slot);
    return slot;
  }
  return undefined;
}

function blockOf({ name }: Demand, slots: Slots): readonly string[] | undefined {
  const slot = freeSlot(slots, name);
  return slot === undefined ? undefined : [`${formatAddress(slots.first + slot * slots.size)}/${32 - Math.log2(BLOCK_SIZE)}`];
}

/** Returns an address for each server. Given addresses are for the first servers. */
function endpointsOf({ name, addressing, given }: Demand, slots: Slots): readonly string[] | undefined {
  const servers = addressing.kind === "endpoints" ? addressing.servers : [];
  const range = given === undefined ? undefined : parseRange(given);
  const addresses = servers.map((suffix, index) => {
    if (range !== undefined && range.first + index <= range.last) return range.first + index;
    const slot = freeSlot(slots, `${name}${suffix}`);
    return slot === undefined ? undefined : slots.first + slot;
  });
  return addresses.includes(undefined) ? undefined : addresses.map((address) => `${formatAddress(address ?? 0)}/32`);
}

/** Returns a part of a plan as numbers. A plan has valid ranges only. */
function rangeAt(text: string): IpRange {
  const range = parseRange(text);
  if (range === undefined) throw new Error(`${text} is not a range`);
  return range;
}
