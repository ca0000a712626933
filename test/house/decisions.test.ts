import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

it("numbers the decisions without a gap, each once", () => {
  const numbers = readdirSync(join(import.meta.dirname, "../../docs/decisions"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => Number(name.slice(0, 4)));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_number, index) => index + 1));
});
