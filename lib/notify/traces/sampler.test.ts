import { describe, expect, it } from "vitest";
import { samples } from "./sampler.ts";

/** Returns a trace whose deciding digits begin as given. */
const traceOf = (digits: string): string => `${"f".repeat(16)}${digits.padEnd(16, "0")}`;

describe("samples", () => {
  it.each<readonly [sampler: string, ratio: string, parent: boolean | undefined, digits: string, expected: boolean]>([
    ["", "", undefined, "f", true],
    ["", "", false, "0", false],
    ["always_on", "", false, "f", true],
    ["always_off", "", true, "0", false],
    ["parentbased_always_off", "", undefined, "0", false],
    ["parentbased_always_off", "", true, "0", true],
    ["traceidratio", "", undefined, "ffffffffffffffff", true],
    ["traceidratio", "1", undefined, "ffffffffffffffff", true],
    ["traceidratio", "0", undefined, "0", false],
    ["traceidratio", "0.25", undefined, "3fffffffffffffff", true],
    ["traceidratio", "0.25", undefined, "4", false],
    ["traceidratio", "0.25", true, "4", false],
    ["parentbased_traceidratio", "0.25", undefined, "3", true],
    ["parentbased_traceidratio", "0.25", undefined, "4", false],
    ["parentbased_traceidratio", "0.25", true, "f", true],
    ["parentbased_traceidratio", "1", false, "0", false],
  ])("decides %s with ratio %s, parent %s and digits %s: %s", (sampler, ratio, parent, digits, expected) => {
    const env = { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio };
    expect(samples(env, traceOf(digits), parent)).toBe(expected);
  });
});
