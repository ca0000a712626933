// plain-loop.js <objects.json> <directory>: what anyone writes in five minutes. One process, one `dump` and one
// `writeFileSync` an object, each directory made once. Plain JavaScript, so that it starts as fast as Node can.
// Prints the loop's own seconds: reading the objects is no part of a loop that has made them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { dump } from "js-yaml";

const [file = "", directory = ""] = process.argv.slice(2);
const objects = file === "" ? [] : JSON.parse(readFileSync(file, "utf8"));

const started = performance.now();
const made = new Set();
for (const { path, object } of objects) {
  const target = `${directory}/${path}`;
  const parent = dirname(target);
  if (!made.has(parent)) {
    mkdirSync(parent, { recursive: true });
    made.add(parent);
  }
  writeFileSync(target, dump(object, { sortKeys: true, lineWidth: -1, noRefs: true }));
}
process.stdout.write(`${(performance.now() - started) / 1000}\n`);
