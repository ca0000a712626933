import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillTables } from "./fill.ts";
import { TABLES } from "./registry.ts";

// Writes the tables of the documentation from the registries of lib/, tools/ and bench/. With --check it writes nothing and fails if a page differs.
const { check, root } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: join(import.meta.dirname, "..", "..") },
  },
}).values;

const problems: string[] = [];
const shown = new Set<string>();
for (const page of globSync(["docs/**/*.md", "bench/README.md"], { cwd: root }).toSorted()) {
  const before = readFileSync(join(root, page), "utf8");
  const after = fillTables(before, TABLES);
  for (const name of after.names) shown.add(name);
  problems.push(...after.problems.map((problem) => `${page}: ${problem}`));
  if (after.text === before || after.problems.length > 0) continue;
  if (check) problems.push(`${page}: a table differs from its registry; run: npm run docs`);
  else {
    writeFileSync(join(root, page), after.text);
    process.stdout.write(`wrote ${page}\n`);
  }
}
for (const name of Object.keys(TABLES)) {
  if (!shown.has(name)) problems.push(`no page has the table "${name}"; add <!-- table: ${name} --> and <!-- end -->`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
