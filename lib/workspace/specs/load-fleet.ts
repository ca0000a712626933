import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { reporterFor } from "../../model/check/reporters.ts";
import type { Config } from "../../model/config.ts";
import type { ExportedPolicies, Fleet, ImageFile, ServiceFile, StackFile } from "../../model/fleet.ts";
import { isImage } from "../../model/image-spec.ts";
import { checkConfigValues } from "../../model/rules/config.ts";
import { configSchema } from "../../model/schema/stack.ts";
import { isService } from "../../model/service.ts";
import { PIPELINE_FILE } from "../../model/pipeline/check-pipeline.ts";
import { isPipeline, type PipelineSpec } from "../../model/pipeline/pipeline.ts";
import { isStack } from "../../model/stack.ts";
import { invalidSpec } from "../invalid-spec.ts";
import { checkDatastore } from "../../releases/check-datastore.ts";
import { policiesIn } from "../../policy/policy-file.ts";
import { forbidExit } from "../../system/forbid-exit.ts";
import { CONFIG_FILE } from "../root.ts";
import type { LoadedSpecs } from "./batch.ts";
import type { LoadOptions } from "../workspace.ts";
import { listSpecs } from "./list-specs.ts";
import { openSpecLoader } from "./spec-loader.ts";

const DIRECTORIES = ["services", "stacks"] as const;

/** Runs a project's specs and collects their default exports. @throws UserError INVALID_SPEC with every file that does not load */
export async function loadFleet(root: string, { mayBeEmpty = false }: LoadOptions = {}): Promise<Fleet> {
  const empty: Problem[] = [];
  const unreadable: Problem[] = [];
  const files = {
    services: specFiles(root, "services", empty),
    stacks: specFiles(root, "stacks", empty),
    policies: policyFiles(root, unreadable),
  };
  const problems: Problem[] = [...unreadable, ...(mayBeEmpty ? [] : empty)];
  const loaded = await openSpecLoader(root).load(
    [CONFIG_FILE, ...files.services, ...files.stacks, ...files.policies],
    DIRECTORIES.filter((name) => files[name].length === 0),
  );
  problems.push(...loaded.problems);
  const services: ServiceFile[] = [];
  const images: ImageFile[] = [];
  const stacks: StackFile[] = [];
  const policies: ExportedPolicies[] = [];
  let pipeline: PipelineSpec | undefined;
  for (const [file, value] of valuesOf(files.services, loaded)) {
    if (isService(value)) services.push({ file, service: value });
    else if (isImage(value)) images.push({ file, image: value });
    else problems.push(noExport(file, `defineService("service", { ... })`));
  }
  for (const [file, value] of valuesOf(files.stacks, loaded)) {
    if (isStack(value)) stacks.push({ file, stack: value });
    else if (isPipeline(value) && file === PIPELINE_FILE) pipeline = value;
    else if (isPipeline(value)) problems.push(misplaced(file));
    else if (file === PIPELINE_FILE) problems.push(noExport(file, "definePipeline({ stages: [ ... ] })"));
    else problems.push(noExport(file, `defineStack("stack", { ... })`));
  }
  for (const [file, exported] of valuesOf(files.policies, loaded)) {
    if (policiesIn(exported) === undefined) problems.push(noExport(file, `definePolicy("policy", { ... })`));
    else policies.push({ file, exported });
  }
  for (const [file, value] of valuesOf([CONFIG_FILE], loaded)) {
    if (typeof value !== "object" || value === null) problems.push(noExport(file, "defineConfig({ ... })"));
  }
  if (problems.length > 0) throw invalidSpec(uniqueProblems(problems));
  // Fairlead calls functions of specs later, and none of them may end the process.
  forbidExit();
  // The rules check the shape of the config first.
  const config = loaded.exports.get(CONFIG_FILE) as Config;
  return { config, services, images, stacks, policies, ...(pipeline === undefined ? {} : { pipeline }) };
}

/** Runs a project's config without its specs. @throws UserError INVALID_SPEC */
export async function loadConfig(root: string): Promise<Config> {
  const loaded = await openSpecLoader(root).load([CONFIG_FILE]);
  const problems = [...loaded.problems];
  for (const [file, config] of valuesOf([CONFIG_FILE], loaded)) {
    const report = reporterFor(problems, file);
    if (!checkShape(configSchema, config, report)) continue;
    checkConfigValues(config as Config, report);
    checkDatastore(config as Config, report);
  }
  if (problems.length > 0) throw invalidSpec(problems);
  return loaded.exports.get(CONFIG_FILE) as Config;
}

/** Lists the specs in a directory and its folders. */
function specFiles(root: string, directory: string, problems: Problem[]): readonly string[] {
  try {
    const files = listSpecs(root, directory);
    if (files.length === 0) problems.push({ file: `${directory}/`, path: "", message: "is empty; there is nothing to render" });
    return files;
  } catch {
    problems.push({ file: `${directory}/`, path: "", message: "missing: the project has no such directory" });
    return [];
  }
}

/** Lists the policies. A repository needs none. If something else has the name of the directory, no policy would be applied. */
function policyFiles(root: string, problems: Problem[]): readonly string[] {
  if (lstatSync(join(root, "policies"), { throwIfNoEntry: false }) === undefined) return [];
  try {
    return listSpecs(root, "policies");
  } catch {
    problems.push({ file: "policies/", path: "", message: "is not a directory that can be read, so no policy would be applied" });
    return [];
  }
}

/** Pairs files with their default exports. Leaves out files that do not load. */
const valuesOf = (files: readonly string[], { exports }: LoadedSpecs): readonly (readonly [string, unknown])[] =>
  files.flatMap((file) => (exports.has(file) ? [[file, exports.get(file)] as const] : []));

const misplaced = (file: string): Problem => ({
  file,
  path: "",
  message: `has the pipeline, which belongs in ${PIPELINE_FILE}`,
  hint: `git mv ${file} ${PIPELINE_FILE}`,
});

const noExport = (file: string, example: string): Problem => ({
  file,
  path: "",
  message: `has no default export made by ${example.slice(0, example.indexOf("("))}`,
  hint: `export default ${example}`,
});
