import { describe, expect, test } from "vitest";
import { fillTables } from "./fill.ts";
import { code, formatTable, tableOf } from "./table.ts";

const fruits = tableOf([{ name: "apple" }, { name: "a|b" }, { name: "two\n  lines" }], {
  fruit: ({ name }) => code(name),
  length: ({ name }) => String(name.length),
});
const FORMATTED = ["| fruit | length |", "| --- | --- |", "| `apple` | 5 |", "| `a\\|b` | 3 |", "| `two lines` | 11 |"].join("\n");
const FILLED = `# Fruits\n\n<!-- table: fruits -->\n\n${FORMATTED}\n\n<!-- end -->\n\nText.\n`;

test("a table has one row for each entry", () => {
  expect(formatTable(fruits)).toBe(FORMATTED);
});

test.each([
  ["an empty place", "# Fruits\n\n<!-- table: fruits -->\n<!-- end -->\n\nText.\n"],
  ["an old table", "# Fruits\n\n<!-- table: fruits -->\n\n| fruit |\n| --- |\n| pear |\n\n<!-- end -->\n\nText.\n"],
  ["the same table", FILLED],
])("%s gets the rows of the registry", (_name, page) => {
  expect(fillTables(page, { fruits })).toEqual({ text: FILLED, names: ["fruits"], problems: [] });
});

test.each([
  ["no marker", "# Fruits\n\n| fruit |\n| --- |\n"],
  ["markers in a code block", "```md\n<!-- table: fruits -->\n<!-- end -->\n```\n"],
])("a page with %s stays as it is", (_name, page) => {
  expect(fillTables(page, { fruits })).toEqual({ text: page, names: [], problems: [] });
});

describe("problems", () => {
  test.each([
    ["<!-- table: pears -->\n<!-- end -->", ['line 1: unknown table "pears"']],
    ["<!-- table: constructor -->\n<!-- end -->", ['line 1: unknown table "constructor"']],
    ["<!-- end -->", ["line 1: <!-- end --> without a table"]],
    ["<!-- table: fruits -->", ['the table "fruits" has no <!-- end -->']],
    ["<!-- table: fruits -->\n<!-- table: fruits -->\n<!-- end -->", ['line 2: the table "fruits" has no <!-- end -->']],
  ])("%j", (page, problems) => {
    expect(fillTables(page, { fruits }).problems).toEqual(problems);
  });
});
