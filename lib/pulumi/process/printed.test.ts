import { expect, it } from "vitest";
import { Printing } from "./printed.ts";

const printed = (lines: readonly string[]) => {
  const printing = new Printing();
  lines.forEach(printing.add);
  return printing.printed;
};

it("keeps what is printed", () => {
  expect(printed(["a", "", "b"])).toEqual({ lines: ["a", "", "b"], more: 0 });
});

it("counts what is too much, and cuts what is too long", () => {
  const { lines, more } = printed(Array.from({ length: 250 }, () => "x".repeat(5000)));
  expect([lines.length, more, lines.at(-1)]).toEqual([100, 150, `${"x".repeat(1000)}...`]);
});
