import { load, YAMLException } from "js-yaml";
import { join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { isRecord } from "../base/values.ts";
import type { PulumiProject } from "../pulumi/process/program.ts";
import { readIfExists } from "../system/if-exists.ts";

const FILE = "Pulumi.yaml";

/** Pulumi's rule for project names. Source: `ValidateProjectName` of pulumi/sdk/go/common/tokens. */
const PROJECT_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Reads the name and the description of a repository's Pulumi project from its `Pulumi.yaml`.
 * @param fallback name of the project if there is no such file
 * @throws UserError INVALID_CONFIG if the file is malformed, or Pulumi refuses the name
 */
export function readPulumiProject(root: string, fallback: string): PulumiProject {
  const path = join(root, FILE);
  const text = readIfExists(path);
  if (text === undefined) return { name: fallback };
  const project = parseYaml(text, path);
  if (!isRecord(project)) throw invalid(path, "is not a map", `write "name: ${fallback}"`);
  const { name, description } = project;
  if (name === undefined) throw invalid(path, "has no name", `add "name: ${fallback}"`);
  if (typeof name !== "string" || !PROJECT_NAME.test(name)) {
    const rule = "use 1 to 100 letters, digits, hyphens, underscores and periods";
    throw invalid(path, `name: ${JSON.stringify(name)} is not a Pulumi project name`, `${rule}, such as "name: ${fallback}"`);
  }
  if (description !== undefined && typeof description !== "string")
    throw invalid(path, `description: ${JSON.stringify(description)} is not a string`, "put it in quotes, or remove it");
  return { name, description };
}

function parseYaml(text: string, path: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? "" : ` in line ${error.mark.line + 1}`;
    throw invalid(path, `is not valid YAML${place}: ${error.reason}`, "fix the file, or delete it", error);
  }
}

const invalid = (path: string, problem: string, hint: string, cause?: unknown): UserError =>
  new UserError("INVALID_CONFIG", `${FILE}: ${problem}`, { path, hint, cause });
