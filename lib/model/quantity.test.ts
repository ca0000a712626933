import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareQuantities, normalizeQuantity, sumQuantities } from "./quantity.ts";

/** The value of each unit in billionths, the smallest step that the API server stores. */
const UNITS: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 1_000n,
  m: 1_000_000n,
  "": 10n ** 9n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  T: 10n ** 21n,
  P: 10n ** 24n,
  Ki: 10n ** 9n * 1024n,
  Mi: 10n ** 9n * 1024n ** 2n,
  Gi: 10n ** 9n * 1024n ** 3n,
  Ti: 10n ** 9n * 1024n ** 4n,
  Pi: 10n ** 9n * 1024n ** 5n,
};

interface Sample {
  readonly text: string;
  readonly billionths: bigint;
}

/** Up to three decimals of a thousandth or more: an integer of billionths. A sum of some hundred fits into 64 bits. */
const sample: fc.Arbitrary<Sample> = fc
  .record({
    digits: fc.nat(20_000_000),
    decimals: fc.nat(3),
    unit: fc.constantFrom("m", "", "k", "M", "G", "Ki", "Mi", "Gi"),
    sign: fc.constantFrom("", "", "", "+", "-"),
  })
  .map(({ digits, decimals, unit, sign }) => {
    const padded = String(digits).padStart(decimals + 1, "0");
    const number = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
    const value = (BigInt(digits) * (UNITS[unit] ?? 0n)) / 10n ** BigInt(decimals);
    return { text: `${sign}${number}${unit}`, billionths: sign === "-" ? -value : value };
  });

function billionths(normal: string): bigint {
  const [, digits = "", unit = ""] = /^(-?\d+)([a-zA-Z]*)$/.exec(normal) ?? [];
  const factor = UNITS[unit];
  if (digits === "" || factor === undefined) throw new Error(`${normal} has no form that this test can read`);
  return BigInt(digits) * factor;
}

// The right column is the output of `Quantity.String` in k8s.io/apimachinery v0.32.
describe("normal form", () => {
  it.each([
    ["0", "0"],
    ["0m", "0"],
    ["0Mi", "0"],
    ["-0", "0"],
    ["1", "1"],
    ["1000m", "1"],
    ["1500m", "1500m"],
    ["250m", "250m"],
    ["0.5", "500m"],
    [".5", "500m"],
    ["1.", "1"],
    ["1.5", "1500m"],
    ["0.001", "1m"],
    ["0.1m", "100u"],
    ["1000u", "1m"],
    ["1000n", "1u"],
    ["0.1n", "1n"],
    ["-0.1n", "-1n"],
    ["1000", "1k"],
    ["1.5k", "1500"],
    ["1000k", "1M"],
    ["1E", "1E"],
    ["-1", "-1"],
    ["1024Mi", "1Gi"],
    ["1.5Gi", "1536Mi"],
    ["-1.5Gi", "-1536Mi"],
    ["1.25Mi", "1280Ki"],
    ["0.5Mi", "512Ki"],
    ["1000Mi", "1000Mi"],
    ["1024Ti", "1Pi"],
    ["1024", "1024"],
    ["1Ki", "1Ki"],
    ["0.5Ki", "512"],
    ["0.1Ki", "102400m"],
    ["0.0001Ki", "102400u"],
    ["0.1Mi", "104857600m"],
    ["1.1Ki", "1126400m"],
    ["123456789012345.123456789", "123456789012345123456789n"],
    ["1000000000000000", "1P"],
    ["1.0000000001", "1000000001n"],
  ])("%s is kept as %s", (text, normal) => {
    expect(normalizeQuantity(text)).toBe(normal);
  });

  // The API server stores these as they are. Fairlead writes them out, because YAML would read some of them as numbers.
  it.each([
    ["1e3", "1k"],
    ["1E3", "1k"],
    ["1e+3", "1k"],
    ["12e6", "12M"],
    ["1e2", "100"],
    ["1e-3", "1m"],
    ["+1", "1"],
    ["007", "7"],
    ["1.500", "1500m"],
  ])("%s is written as %s", (text, normal) => {
    expect(normalizeQuantity(text)).toBe(normal);
  });

  // `Quantity.String` gives "2033984000". The API server reads that from etcd as a decimal quantity, and then gives "2033984k".
  it.each([
    ["1986312.5Ki", "2033984k"],
    ["-1986312.5Ki", "-2033984k"],
    ["1.953125Ki", "2k"],
    ["1.5Ki", "1536"],
  ])("%s has no binary unit, so it is written as %s", (text, normal) => {
    expect([normalizeQuantity(text), normalizeQuantity(normal)]).toEqual([normal, normal]);
  });

  it.each([
    ["a byte too many", "1GB"],
    ["a space", "64 Mi"],
    ["a space before", " 1"],
    ["a line end", "1\n"],
    ["nothing", ""],
    ["no number", "Mi"],
    ["a point alone", "."],
    ["two points", "1..5"],
    ["two signs", "--1"],
    ["a comma", "1,5"],
    ["an underscore", "1_000"],
    ["a small unit letter", "1mi"],
    ["a large K without i", "1K"],
    ["an exponent without number", "1e"],
    ["an exponent and a unit", "1e3Mi"],
    ["a digit that is not ASCII", "٣"],
    ["not a number", "NaN"],
    ["infinity", "Infinity"],
    ["a hexadecimal number", "0x10"],
    ["more than the API server can hold, decimal", "1e99"],
    ["more than the API server can hold, binary", "16Ei"],
    ["a hundred thousand digits", "9".repeat(100_000)],
  ])("refuses %s", (_what, text) => {
    expect(normalizeQuantity(text)).toBeUndefined();
  });

  it("is its own normal form", () => {
    fc.assert(
      fc.property(sample, ({ text }) => {
        const normal = normalizeQuantity(text) ?? "refused";
        expect(normalizeQuantity(normal)).toBe(normal);
      }),
    );
  });

  it("has the value of its source", () => {
    fc.assert(
      fc.property(sample, ({ text, billionths: value }) => {
        expect([text, billionths(normalizeQuantity(text) ?? "refused")]).toEqual([text, value]);
      }),
    );
  });

  it("is the same for all strings of one value and family of units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (count) => {
        expect(normalizeQuantity(`${count}000m`)).toBe(normalizeQuantity(`${count}`));
        expect(normalizeQuantity(`${count * 1024}Mi`)).toBe(normalizeQuantity(`${count}Gi`));
      }),
    );
  });
});

describe("compareQuantities", () => {
  it.each([
    ["1", "1000m", 0],
    ["1.5", "1500m", 0],
    ["1e3", "1k", 0],
    ["0", "-0", 0],
    ["1Gi", "1024Mi", 0],
    ["64Mi", "128Mi", -1],
    ["1G", "1Gi", -1],
    ["1023Mi", "1Gi", -1],
    ["-1", "0", -1],
    ["1n", "0", 1],
    ["2", "1999m", 1],
    ["0.1Mi", "104857", 1],
    ["0.1Mi", "104858", -1],
    ["1GB", "1", undefined],
    ["1", "", undefined],
  ])("%s to %s is %s", (a, b, expected) => {
    expect(compareQuantities(a, b)).toBe(expected);
  });

  it("agrees with the numbers, so it is a total order", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const expected = a.billionths < b.billionths ? -1 : a.billionths > b.billionths ? 1 : 0;
        expect([a.text, b.text, compareQuantities(a.text, b.text)]).toEqual([a.text, b.text, expected]);
      }),
    );
  });
});

describe("sumQuantities", () => {
  it.each([
    ["nothing", [], "0"],
    ["pods of one size", [{ quantity: "100m", count: 13 }], "1300m"],
    ["cores that make whole ones", [{ quantity: "250m", count: 4 }], "1"],
    ["pods of two sizes", [{ quantity: "64Mi", count: 2 }, { quantity: "1Gi", count: 1 }], "1152Mi"], // prettier-ignore
    ["decimal and binary", [{ quantity: "1G", count: 1 }, { quantity: "1Gi", count: 1 }], "2073741824"], // prettier-ignore
    ["none of something", [{ quantity: "64Mi", count: 0 }], "0"],
    ["more than a number holds exactly", [{ quantity: "900719925474099n", count: 77 }], "69355434261505623n"],
  ])("adds up %s", (_what, terms, expected) => {
    expect(sumQuantities(terms)).toBe(expected);
  });

  it("is the sum of the values", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ each: sample, count: fc.nat(50) }), { maxLength: 4 }), (terms) => {
        const sum = sumQuantities(terms.map(({ each, count }) => ({ quantity: each.text, count })));
        const value = terms.reduce((total, { each, count }) => total + each.billionths * BigInt(count), 0n);
        expect([terms, billionths(sum)]).toEqual([terms, value]);
      }),
    );
  });
});
