import { expect, it } from "vitest";
import { tellPrinted } from "./printed-lines.ts";

it("what was printed is told stack by stack, without colours, and how much more there was", () => {
  const told: string[] = [];
  const outcomes = new Map([
    ["staging", { printed: { lines: ["\u001b[33mslow\u001b[39m", "a\rb"], omitted: 1 } }],
    ["prod", { printed: { lines: [], omitted: 0 } }],
    ["latest", { printed: { lines: ["fast"], omitted: 20 } }],
  ]);
  tellPrinted({ err: (text) => told.push(text) }, outcomes);
  expect(told).toEqual([
    "latest: fast\n",
    "latest: ... and 20 lines more\n",
    "staging: slow\n",
    "staging: a\\rb\n",
    "staging: ... and 1 line more\n",
  ]);
});
