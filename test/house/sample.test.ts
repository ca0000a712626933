import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT } from "../project.ts";

/** Code that opens the sample fleet, which is the root of this checkout. */
const OPENS_SAMPLE = /TestProject|SAMPLE_SOURCES|loadFleet\(ROOT\)|^import [^"]*from "(?:\.\.\/)+(?:services|stacks)\//m;

test("no test in lib depends on the sample fleet, so that a fork may replace the fleet", () => {
  const tests = globSync("lib/**/*.test.ts", { cwd: CHECKOUT });
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((file) => OPENS_SAMPLE.test(readFileSync(join(CHECKOUT, file), "utf8")))).toEqual([]);
});
