import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../project.ts";

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
  cwd: CHECKOUT,
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /\.(?:ts|js|cjs)$/.test(file) && !file.startsWith("bench/cdk8s/") && existsSync(join(CHECKOUT, file)));

/** The number of lines of each file, as `wc -l` counts them. */
const lines = new Map(files.map((file) => [file, readFileSync(join(CHECKOUT, file), "utf8").split("\n").length - 1]));

const sizesOf = (path: RegExp): readonly number[] => files.filter((file) => path.test(file)).map((file) => lines.get(file) ?? 0);

function median(sizes: readonly number[]): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

test("no file has more than 250 lines", () => {
  expect([...lines].filter(([, count]) => count > 250)).toEqual([]);
});

describe.each([
  ["lib and bin without tests", /^(?:lib|bin)\/(?!.*\.test\.ts$)/],
  ["all code", /./],
] as const)("%s", (_name, path) => {
  test("the median file has at most 60 lines", () => {
    expect(median(sizesOf(path))).toBeLessThanOrEqual(60);
  });
});

test("lib/cli has at most 45 lines for each command", () => {
  const total = sizesOf(/^lib\/cli\/(?!.*\.test\.ts$)/).reduce((sum, count) => sum + count, 0);
  expect(total / sizesOf(/^lib\/cli\/.*\/command\.ts$/).length).toBeLessThanOrEqual(45);
});
