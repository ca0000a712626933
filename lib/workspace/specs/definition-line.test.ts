import { expect, it } from "vitest";
import { definitionLine } from "./definition-line.ts";

it.each<readonly [text: string, what: "service" | "stack", name: string, line: number | undefined]>([
  ['import x;\n\nexport default defineService("cart", {', "service", "cart", 3],
  ["defineService(\n  'cart',", "service", "cart", 1],
  ['defineService("cart-2", {', "service", "cart", undefined],
  ['defineStack("prod", {', "service", "prod", undefined],
  ['\ndefineStack("prod", {', "stack", "prod", 2],
  ['defineStack("a+b", {', "stack", "a+b", 1],
])("finds the line that defines a name: %j, %s %s", (text, what, name, line) => {
  expect(definitionLine(text, what, name)).toBe(line);
});
