import { hashOf } from "../base/hash.ts";
import { formatAddress, type IpRange, parseRange } from "../base/ip-ranges.ts";
import { type AddressPlan, BLOCK_SIZE, KEPT } from "./address-plan.ts";

/** The addresses of a part of a plan that instances can have. */
export interface Slots {
  readonly first: number;
  readonly count: number;
  readonly size: number;
  readonly taken: Set<number>;
  /** The slots of instances that the specs no longer have. The cloud may still have them. */
  readonly leaving: Set<number>;
}

/** The parts in which Fairlead decides addresses. */
export interface Parts {
  readonly block: Slots;
  readonly endpoints: Slots;
}

/** Divides the parts of a plan into slots. */
export function partsOf(plan: AddressPlan): Parts {
  const [blocks, subnet] = [rangeAt(plan.blocks), rangeAt(plan.endpoints)];
  return {
    block: slotsOf(blocks.first, blocks.last + 1 - blocks.first, BLOCK_SIZE),
    endpoints: slotsOf(subnet.first + KEPT, subnet.last + 1 - subnet.first - 2 * KEPT, 1),
  };
}

const slotsOf = (first: number, addresses: number, size: number): Slots => ({
  first,
  count: Math.max(0, Math.floor(addresses / size)),
  size,
  taken: new Set(),
  leaving: new Set(),
});

/** Marks the slots of given addresses. */
export function take({ first, size, taken }: Slots, range: IpRange): void {
  for (let address = range.first; address <= range.last; address += 1) taken.add(Math.floor((address - first) / size));
}

/** Returns the slot that a range fills exactly. Returns undefined if there is none. */
export function slotOf({ first, count, size }: Slots, text: string): number | undefined {
  const range = parseRange(text);
  if (range === undefined || range.last + 1 - range.first !== size || (range.first - first) % size !== 0) return undefined;
  const slot = (range.first - first) / size;
  return slot >= 0 && slot < count ? slot : undefined;
}

/** Formats the addresses of a slot: `10.30.228.248/29`. */
export const rangeOf = ({ first, size }: Slots, slot: number): string => `${formatAddress(first + slot * size)}/${32 - Math.log2(size)}`;

/**
 * Takes the slot that follows from a name, or the next free one. It takes a slot of an instance that leaves only if no other is free.
 * Returns undefined if all are taken.
 */
export function freeSlot({ count, taken, leaving }: Slots, name: string): number | undefined {
  const start = Number.parseInt(hashOf(name).slice(0, 8), 16);
  const find = (isFree: (slot: number) => boolean): number | undefined => {
    for (let step = 0; step < count; step += 1) {
      const slot = (start + step) % count;
      if (isFree(slot)) return slot;
    }
    return undefined;
  };
  const slot = find((each) => !taken.has(each) && !leaving.has(each)) ?? find((each) => !taken.has(each));
  if (slot !== undefined) taken.add(slot);
  return slot;
}

/** Returns a part of a plan as numbers. A plan has valid ranges only. */
export function rangeAt(text: string): IpRange {
  const range = parseRange(text);
  if (range === undefined) throw new Error(`${text} is not a range`);
  return range;
}
