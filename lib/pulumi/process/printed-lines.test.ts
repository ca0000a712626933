import { expect, it } from "vitest";
import { LineCollector } from "./printed-lines.ts";

const printed = (lines: readonly string[]) => {
  const collector = new LineCollector();
  lines.forEach(collector.add);
  return collector.printed;
};

it("keeps printed lines", () => {
  expect(printed(["a", "", "b"])).toEqual({ lines: ["a", "", "b"], omitted: 0 });
});

it("counts lines above the maximum, and cuts long ones", () => {
  const { lines, omitted } = printed(Array.from({ length: 250 }, () => "x".repeat(5000)));
  expect([lines.length, omitted, lines.at(-1)]).toEqual([100, 150, `${"x".repeat(1000)}...`]);
});
