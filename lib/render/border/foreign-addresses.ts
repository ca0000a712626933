import { type IpRange, isWithin, parseRange } from "../../base/ip-ranges.ts";
import type { BorderReader, BorderStack } from "./border-reader.ts";

const IPV4 = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?(?![\w]|\.\d)/g;

/** An IPv4 address in an IPv6 one: `::ffff:10.1.2.3` has dots, and `::ffff:a01:203` has none. */
const DOTTED = /(?<=:)(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,3}))?(?!\w|\.\d)/g;
const MAPPED = /(?:ffff|64:ff9b):(?:0{1,4}:){0,5}:?([0-9a-f]{1,4}):([0-9a-f]{1,4})(?:\/(\d{1,3}))?(?![0-9a-f:])/g;

/** The bits of an IPv6 address before the IPv4 one. */
const IPV6_BITS = 96;

/** Finds private addresses and ranges of other tiers. An address belongs to the smallest range that has it. */
export function foreignAddresses({ border: { own, foreign } }: BorderStack): BorderReader | undefined {
  const theirs = rangesOf(foreign.ranges.filter((range) => !own.ranges.includes(range)));
  if (theirs.length === 0) return undefined;
  const ours = rangesOf(own.ranges);
  const smallest = (range: IpRange, all: readonly IpRange[]): number =>
    all.reduce((bits, outer) => (isWithin(range, outer) ? Math.max(bits, outer.bits) : bits), -1);
  return {
    hints: [...foreign.ranges.map(hintOf), "ffff:", "ff9b:"],
    find: (text) => tokensOf(text).find(({ range }) => range !== undefined && smallest(range, theirs) > smallest(range, ours))?.token,
  };
}

const rangesOf = (texts: readonly string[]): readonly IpRange[] => texts.flatMap((text) => parseRange(text) ?? []);

/** Returns the numbers that all addresses of a range begin with. */
function hintOf(range: string): string {
  const [address = "", bits = ""] = range.split("/");
  const fixed = address.split(".").slice(0, Math.floor(Number(bits) / 8));
  return fixed.map((part) => String.raw`0*${part}\.`).join("");
}

interface Token {
  readonly token: string;
  readonly range: IpRange | undefined;
}

const tokensOf = (text: string): readonly Token[] => [
  ...[...text.matchAll(DOTTED)].map(([token, address = "", bits]) => ({ token, range: rangeOf(address, mappedBits(bits)) })),
  ...[...text.matchAll(IPV4)].map(([token, address = "", bits = "32"]) => ({ token, range: rangeOf(address, Number(bits)) })),
  ...[...text.matchAll(MAPPED)].map(([token, high = "", low = "", bits]) => ({
    token,
    range: rangeOf(dotted(high, low), mappedBits(bits)),
  })),
];

const mappedBits = (bits: string | undefined): number =>
  bits === undefined ? 32 : Number(bits) <= 32 ? Number(bits) : Number(bits) - IPV6_BITS;

const dotted = (high: string, low: string): string =>
  [high, low]
    .map((part) => Number.parseInt(part, 16))
    .flatMap((part) => [part >> 8, part & 0xff])
    .join(".");

/** Returns the range of an address. Bits after its prefix do not count. Readers of leading zeros differ, so they are dropped. */
function rangeOf(address: string, bits: number): IpRange | undefined {
  const parts = address.split(".").map(Number);
  if (parts.some((part) => part > 255) || bits < 0 || bits > 32) return undefined;
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  const first = number - (number % size);
  return { first, last: first + size - 1, bits };
}
