/**
 * The units of Kubernetes quantities (`250m`, `64Mi`, `1.5`).
 * Source of all rules here: k8s.io/apimachinery/pkg/api/resource, `Quantity.CanonicalizeBytes`.
 */
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;
const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"] as const;
const PATTERN = /^(?<sign>[+-]?)(?<whole>\d{0,30})(?:\.(?<fraction>\d{0,30}))?(?<suffix>[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;
const NANO = 1_000_000_000n;
/** 2^63 - 1, the maximum that the API server stores. */
const MAXIMUM = (2n ** 63n - 1n) * NANO;

interface Parsed {
  /** The value in billionths, the smallest step that the API server stores. */
  readonly nano: bigint;
  readonly binary: boolean;
}

interface Quantity extends Parsed {
  /** The normal form. */
  readonly normal: string;
}

/** Parsed quantities by their text. A fleet repeats a few quantities many times. */
const known = new Map<string, Quantity | undefined>();
const MAX_KNOWN = 10_000;

function parse(text: string): Quantity | undefined {
  if (known.has(text)) return known.get(text);
  if (known.size >= MAX_KNOWN) known.clear();
  const parsed = parseNew(text);
  known.set(text, parsed);
  return parsed;
}

function parseNew(text: string): Quantity | undefined {
  const groups = PATTERN.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = "", whole = "", fraction = "", suffix = "" } = groups;
  if (whole === "" && fraction === "") return undefined;
  const value = BigInt(`${whole}${fraction.padEnd(9, "0")}`) * (sign === "-" ? -1n : 1n);
  const decimals = 10n ** BigInt(Math.max(0, fraction.length - 9));
  const binary = suffix.endsWith("i");
  const exponent = /^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : (DECIMAL.findIndex((unit) => unit === suffix) - 3) * 3;
  const factor = binary ? 1024n ** BigInt(BINARY.findIndex((unit) => unit === suffix)) : 10n ** BigInt(Math.max(0, exponent));
  const nano = ceilDivide(value * factor, decimals * (binary ? 1n : 10n ** BigInt(Math.max(0, -exponent))));
  return nano > MAXIMUM || nano < -MAXIMUM ? undefined : { nano, binary, normal: format({ nano, binary }) };
}

/** Divides and rounds away from zero, as the API server does below a billionth. */
const ceilDivide = (value: bigint, by: bigint): bigint => (value % by === 0n ? value / by : value / by + (value > 0n ? 1n : -1n));

/**
 * Returns the normal form that the API server stores: `1000m` -> `1`, `1024Mi` -> `1Gi`, `0.5` -> `500m`.
 * Returns undefined if the text is not a quantity.
 */
export const normalizeQuantity = (text: string): string | undefined => parse(text)?.normal;

function format({ nano, binary }: Parsed): string {
  if (nano === 0n) return "0";
  // A binary quantity without a binary unit is read again as a decimal one, so it has decimal units.
  const hasBinaryUnit = binary && nano % (1024n * NANO) === 0n;
  return hasBinaryUnit ? withUnit(nano / NANO, 1024n, BINARY) : withUnit(nano, 1000n, DECIMAL);
}

function withUnit(value: bigint, base: bigint, units: readonly string[]): string {
  let rest = value;
  let unit = 0;
  while (unit < units.length - 1 && rest % base === 0n) {
    rest /= base;
    unit += 1;
  }
  return `${rest}${units[unit] ?? ""}`;
}

/** Rounds a quantity up to whole mebibytes: `1.1Gi` -> `1127Mi`. Below 1 MiB, it rounds to whole kibibytes. */
export function roundUpToBinaryUnit(text: string): string {
  const nano = parse(text)?.nano ?? 0n;
  const isLarge = nano >= 1024n * 1024n * NANO;
  const bytes = isLarge ? 1024n * 1024n : 1024n;
  return `${ceilDivide(nano, bytes * NANO)}${isLarge ? "Mi" : "Ki"}`;
}

/** Rounds a quantity up to whole thousandths: `0.1m` -> `1m`. */
export const roundUpToThousandths = (text: string): string => `${ceilDivide(parse(text)?.nano ?? 0n, NANO / 1000n)}m`;

/** Returns a percentage of a quantity of bytes in whole mebibytes, at least 1. */
export function percentInMebibytes(text: string, percent: number): bigint {
  const part = ((parse(text)?.nano ?? 0n) * BigInt(percent)) / (100n * 1024n * 1024n * NANO);
  return part < 1n ? 1n : part;
}

/** Returns -1 if `a` is less than `b`, 0 if they are equal, else 1. Returns undefined if one is not a quantity. */
export function compareQuantities(a: string, b: string): -1 | 0 | 1 | undefined {
  const left = parse(a)?.nano;
  const right = parse(b)?.nano;
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Adds `count` times each quantity, and returns the sum in normal form. Malformed quantities do not count. */
export function sumQuantities(terms: readonly { readonly quantity: string; readonly count: number }[]): string {
  let nano = 0n;
  let binary = false;
  for (const { quantity, count } of terms) {
    const parsed = parse(quantity);
    if (parsed === undefined) continue;
    nano += parsed.nano * BigInt(count);
    binary ||= parsed.binary;
  }
  return format({ nano, binary });
}
