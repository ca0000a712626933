import { expect, it } from "vitest";
import { changeText, monthText } from "./cost-text.ts";

const dollars = (least: number, most = least) => ({ least, most });

it.each<readonly [what: string, change: Parameters<typeof changeText>[0], text: string]>([
  ["a known change", { change: dollars(35.77), unpriced: [] }, "+$35.77 a month"],
  ["a size that follows the load", { change: dollars(99, 297), unpriced: [] }, "+$99.00 to +$297.00 a month"],
  ["only an unknown change", { change: dollars(0), unpriced: ["Redis in asia-east1"] }, "an unknown change (Redis in asia-east1)"],
  [
    "both",
    { change: dollars(-5), unpriced: ["Valkey", "disks of nodes"] },
    "-$5.00 a month and an unknown change (Valkey, disks of nodes)",
  ],
])("describes %s", (_what, change, text) => {
  expect(changeText(change)).toBe(text);
});

it.each([
  ["everything has a price", [], "$214.55 in all"],
  ["something has none", ["Valkey"], "$214.55 in all that has a price"],
])("describes a month in which %s", (_what, unknown, text) => {
  expect(monthText({ month: dollars(214.55), unknown })).toBe(text);
});
