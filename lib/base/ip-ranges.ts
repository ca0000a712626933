/** A range of IPv4 addresses as numbers, both ends included. */
export interface IpRange {
  readonly first: number;
  readonly last: number;
  /** The length of the common prefix, 0 to 32. */
  readonly bits: number;
}

/** A CIDR without leading zeros. Some readers take numbers with leading zeros for octal. */
const CIDR = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})\/(?:0|[1-9]\d?)$/;

/** Parses a CIDR such as `10.20.0.0/16`. Returns undefined if it is malformed, or if it has bits after its prefix. */
export function parseRange(text: string): IpRange | undefined {
  if (!CIDR.test(text)) return undefined;
  const [address = "", length = ""] = text.split("/");
  const parts = address.split(".").map(Number);
  const bits = Number(length);
  if (parts.some((part) => part > 255) || bits > 32) return undefined;
  const first = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  return first % size === 0 ? { first, last: first + size - 1, bits } : undefined;
}

/** Returns an address as people write it: `10.20.0.1`. */
export const formatAddress = (address: number): string => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

/** True if two ranges share an address. */
export const overlaps = (a: IpRange, b: IpRange): boolean => a.first <= b.last && b.first <= a.last;

/** True if all addresses of `inner` are in `outer`. */
export const isWithin = (inner: IpRange, outer: IpRange): boolean => outer.first <= inner.first && inner.last <= outer.last;

const rangesOf = (cidrs: readonly string[]): readonly IpRange[] => cidrs.flatMap((cidr) => parseRange(cidr) ?? []);

/** The private addresses of a network. Sources: RFC 1918 and RFC 6598. */
const PRIVATE = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** The addresses of this machine, of this link with its metadata server, and of groups. Sources: RFC 6890 and RFC 5771. */
const LOCAL = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"] as const;

/** All addresses that are not of the internet. GKE also gives the last two ranges to pods. Sources: RFC 6890 and RFC 1112. */
export const NOT_INTERNET: readonly string[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** True if a range lies in the private addresses. */
export function isPrivateRange(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && rangesOf(PRIVATE).some((outer) => isWithin(range, outer));
}

/** True if a range has addresses of this machine, of this link, or of groups. The metadata server is one of them. */
export const hasLocalAddresses = (range: IpRange): boolean => rangesOf(LOCAL).some((local) => overlaps(range, local));
