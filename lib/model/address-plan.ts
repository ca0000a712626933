import { formatAddress, type IpRange, parseRange } from "../base/ip-ranges.ts";

/** The parts of a stack's private range. They do not overlap. */
export interface AddressPlan {
  /** For managed services that Google connects by peering: the first half. */
  readonly services: string;
  /** The subnet of the endpoints of PostgreSQL and Valkey: the third quarter. */
  readonly endpoints: string;
  /** The address of Google's APIs, such as Cloud Storage: the first one of the last quarter. */
  readonly googleApis: string;
  /** The blocks of 8 addresses, one for each copy of an instance: the second half of the seventh eighth. */
  readonly copies: string;
  /** The blocks of 8 addresses, one for each Redis: the last eighth. */
  readonly blocks: string;
}

/** The number of addresses in the block of a Redis. Source: Memorystore for Redis requires a /29. */
export const BLOCK_SIZE = 8;

/** The addresses at each end of a subnet that Google keeps. Source: Compute Engine, subnets. */
export const KEPT = 2;

/** The longest prefix whose half has the 256 addresses that Google requires of a block for managed services. */
export const MAX_PREFIX = 23;

/** Cuts a private range into its parts. Returns undefined if it is malformed or too small. */
export function planAddresses(privateRange: string): AddressPlan | undefined {
  const range = parseRange(privateRange);
  if (range === undefined || range.bits > MAX_PREFIX) return undefined;
  const quarter = 2 ** (32 - range.bits) / 4;
  return {
    services: formatRange({ first: range.first, bits: range.bits + 1 }),
    endpoints: formatRange({ first: range.first + 2 * quarter, bits: range.bits + 2 }),
    googleApis: formatAddress(range.first + 3 * quarter),
    copies: formatRange({ first: range.first + 3.25 * quarter, bits: range.bits + 4 }),
    blocks: formatRange({ first: range.first + 3.5 * quarter, bits: range.bits + 3 }),
  };
}

const formatRange = ({ first, bits }: Pick<IpRange, "first" | "bits">): string => `${formatAddress(first)}/${bits}`;
