import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { isRecord } from "../../base/values.ts";
import { CONFIG_FILE, type Config } from "../../model/config.ts";
import type { PolicyPack } from "../../pulumi/policies/policy-pack.ts";
import { readIfExists } from "../../system/if-exists.ts";

/** Reads the policy packs of a config. @param root the repository's directory @throws UserError INVALID_CONFIG */
export const readPolicyPacks = (root: string, { policyPacks = [] }: Config): readonly PolicyPack[] =>
  policyPacks.map((path) => readPack(root, path));

function readPack(root: string, path: string): PolicyPack {
  const directory = resolve(root, path);
  const refuse = (problem: string, hint: string): never => {
    throw new UserError("INVALID_CONFIG", `${CONFIG_FILE}: policyPacks: ${problem}`, { hint });
  };
  if (!existsSync(directory) || !statSync(directory).isDirectory()) refuse(`there is no directory "${path}"`, `mkdir -p ${path}`);
  const file = join(path, "package.json");
  const text = readIfExists(join(directory, "package.json"));
  if (text === undefined) return refuse(`"${path}" has no package.json`, `echo '{ "version": "1.0.0", "main": "index.ts" }' > ${file}`);
  const about = aboutOf(text);
  const { version, main = "index.js" } = about;
  if (typeof version !== "string" || version === "") refuse(`${file} has no version`, 'write "version": "1.0.0"');
  if (typeof main !== "string" || !existsSync(join(directory, main)))
    refuse(`${file} has the main file "${String(main)}", which does not exist`, `touch ${join(path, String(main))}`);
  if (!hasPolicySdk(directory)) refuse(`"${path}" has no package @pulumi/policy`, "npm install --save-dev @pulumi/policy");
  return { path, directory, version: String(version) };
}

/** Returns the fields of a package.json. Empty if it is malformed. */
function aboutOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const about: unknown = JSON.parse(text);
    return isRecord(about) ? about : {};
  } catch {
    return {};
  }
}

/** True if the code of a pack finds Pulumi's SDK for policies. */
function hasPolicySdk(directory: string): boolean {
  try {
    createRequire(join(directory, "package.json")).resolve("@pulumi/policy");
    return true;
  } catch {
    return false;
  }
}
