import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { load } from "js-yaml";

// Writes every object of a tree with its path to one JSON file. Usage: objects.ts <rendered tree> <file>
const [tree = "", file = ""] = process.argv.slice(2);
const paths = readdirSync(tree, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml") && !path.endsWith("/versions.yaml"))
  .sort();
const objects = paths.map((path) => ({ path, object: load(readFileSync(`${tree}/${path}`, "utf8")) }));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(objects));
process.stdout.write(`${objects.length}\n`);
