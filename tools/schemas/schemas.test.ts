import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SCHEMA_DATA } from "../../lib/compile/schema/data.ts";
import { FORMATS } from "../../lib/compile/schema/formats.ts";
import type { SchemaNode } from "../../lib/compile/schema/node.ts";
import { isScalar } from "../../lib/compile/schema/scalars.ts";
import { definition } from "../../lib/compile/schema/schemas.ts";
import { hasGo } from "../cache.ts";
import { mapChildren } from "./compact.ts";
import { DATA, schemaData } from "./schemas.ts";

const withGo = await hasGo();

// Without Go, the report shows one skipped test.
test.skipIf(!withGo)("the committed schemas are those of the pinned modules; else run: npm run schemas", { timeout: 120_000 }, async () => {
  expect((await schemaData(() => undefined)) === readFileSync(DATA, "utf8")).toBe(true);
});

test("the schemas take less than 300 kB", () => {
  expect(readFileSync(DATA).length).toBeLessThan(300_000);
});

test("every name, format and pattern of the schemas can be read", () => {
  const wrong: string[] = [];
  const visit = (node: SchemaNode): SchemaNode => {
    const name = typeof node === "string" ? node : node.t;
    if (name !== undefined && !isScalar(name)) definition(name);
    if (typeof node === "string") return node;
    for (const format of [node.format, node.mk, node.n]) if (format !== undefined && !Object.hasOwn(FORMATS, format)) wrong.push(format);
    if (node.pattern !== undefined) new RegExp(node.pattern).test("");
    return mapChildren(node, visit);
  };
  const groups: readonly Readonly<Record<string, SchemaNode>>[] = Object.values(SCHEMA_DATA).map((text) => JSON.parse(text));
  for (const node of groups.flatMap((group) => Object.values(group))) visit(node);
  expect(wrong).toEqual([]);
});
