import { hashOf } from "../base/hash.ts";
import { formatAddress, overlaps, parseRange } from "../base/ip-ranges.ts";
import { BLOCK_SIZE, planAddresses } from "../model/address-plan.ts";

/** Why a copy gets no addresses. `small`: the private range has no part for copies. `full`: all of its blocks are taken. */
export type NoBlock = "full" | "small";

/**
 * Returns a free block of addresses for a copy: `10.30.208.8/29`. It follows from the name of the copy.
 * @param taken ranges that others have
 */
export function freeBlock(privateRange: string | undefined, name: string, taken: readonly string[]): { readonly range: string } | NoBlock {
  const part = parseRange(planAddresses(privateRange ?? "")?.copies ?? "");
  if (part === undefined) return "small";
  const count = Math.floor((part.last + 1 - part.first) / BLOCK_SIZE);
  const others = taken.map(parseRange).filter((each) => each !== undefined);
  const start = Number.parseInt(hashOf(name).slice(0, 8), 16);
  const free = Array.from({ length: count }, (_, step) => part.first + ((start + step) % count) * BLOCK_SIZE)
    .map((first) => `${formatAddress(first)}/${32 - Math.log2(BLOCK_SIZE)}`)
    .find((text) => {
      const range = parseRange(text);
      return range !== undefined && !others.some((other) => overlaps(other, range));
    });
  return free === undefined ? "full" : { range: free };
}
