import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod/mini";

const ROOT = join(import.meta.dirname, "..");

/** Declares every command, as each start does, and prints the addresses of the modules that this loads. */
const PROBE = `
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
await import(pathToFileURL(process.argv[1]).href);
console.log(JSON.stringify(loaded));
`;

it("a start loads the declarations of commands, and no use case", () => {
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", PROBE, join(ROOT, "lib/cli/app.ts")], {
    encoding: "utf8",
  });
  const loaded = z.array(z.string()).parse(JSON.parse(printed));
  const found = (pattern: RegExp) => [...new Set(loaded.flatMap((url) => pattern.exec(url)?.[1] ?? []))].sort();
  expect(found(/\/node_modules\/(@[^/]+\/[^/]+|[^@/]+)\//)).toEqual(["@stricli/core"]);
  expect(found(/\/lib\/(\w+)\/[^]*$/)).toEqual(["app", "base", "cli", "model", "releases", "report", "resolve", "system"]);
});
