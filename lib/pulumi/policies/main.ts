/** The process of a policy pack. The engine starts it with its own address, and reads the port that the pack prints. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describeThrown } from "../process/describe-thrown.ts";
import { FAILURE_FILE, PACK_VARIABLE } from "./variables.ts";

const directory = process.env[PACK_VARIABLE];
if (directory === undefined) throw new Error(`${PACK_VARIABLE} is not set`);

const failure = resolve(FAILURE_FILE);

// `@pulumi/policy` reads the version from the package.json of the current directory, and these variables.
process.chdir(directory);
for (const name of ["ORGANIZATION", "PROJECT", "STACK", "DRY_RUN"]) {
  const value = process.env[`PULUMI_${name}`];
  if (value !== undefined) process.env[`PULUMI_NODEJS_${name}`] = value;
}
const { main = "index.js" }: { readonly main?: string } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
try {
  await import(pathToFileURL(join(directory, main)).href);
} catch (error) {
  // The engine does not tell what a plugin says before its port.
  writeFileSync(failure, describeThrown(error));
  process.exit(1);
}
