import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Config } from "../model/config.ts";
import type { Fleet, ServiceFile, StackFile } from "../model/fleet.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { reporterFor } from "../model/check/reporters.ts";
import { checkConfigValues } from "../model/rules/config.ts";
import { checkShape } from "../base/shape/check-shape.ts";
import { configSchema } from "../model/schema/stack.ts";
import { checkDatastore } from "../releases/check-datastore.ts";
import { isService } from "../model/service.ts";
import { isStack } from "../model/stack.ts";
import { UserError } from "../base/user-error.ts";
import { isTooDeep, restartWithDeepStack } from "./deep-stack.ts";
import { importProblem } from "./import-problem.ts";
import { loadTogether } from "./load-together.ts";
import { resolveSpecs } from "./module-hooks.ts";
import { CONFIG_FILE } from "./root.ts";

/** Runs the project's files and collects what they export. @throws UserError INVALID_SPEC with every file that does not load */
export async function loadFleet(root: string): Promise<Fleet> {
  const problems: Problem[] = [];
  resolveSpecs(root);
  const [services, stacks] = [sources(root, "services", problems), sources(root, "stacks", problems)];
  const together = loadTogether(root, [CONFIG_FILE, ...services, ...stacks]);
  const defaultOf = async (file: string): Promise<unknown> =>
    together.has(file) ? together.get(file) : importDefault(root, file, problems);
  const fleet: { services: ServiceFile[]; stacks: StackFile[] } = { services: [], stacks: [] };
  const config = await defaultOf(CONFIG_FILE);
  for (const file of services) {
    const service = await defaultOf(file);
    if (isService(service)) fleet.services.push({ file, service });
    else if (service !== FAILED) problems.push(noExport(file, "defineService", "service"));
  }
  for (const file of stacks) {
    const stack = await defaultOf(file);
    if (isStack(stack)) fleet.stacks.push({ file, stack });
    else if (stack !== FAILED) problems.push(noExport(file, "defineStack", "stack"));
  }
  if (config !== FAILED && (typeof config !== "object" || config === null)) problems.push(noExport(CONFIG_FILE, "defineConfig", ""));
  if (problems.length > 0) throw invalid(uniqueProblems(problems));
  // The shape is the first thing that the rules look at.
  return { config: config as Config, ...fleet };
}

/** Runs the config alone: where a project's datastore is. @throws UserError INVALID_SPEC */
export async function loadConfig(root: string): Promise<Config> {
  const problems: Problem[] = [];
  resolveSpecs(root);
  const config = await importDefault(root, CONFIG_FILE, problems);
  if (problems.length === 0 && checkShape(configSchema, config, reporterFor(problems, CONFIG_FILE))) {
    checkConfigValues(config as Config, reporterFor(problems, CONFIG_FILE));
    checkDatastore(config as Config, reporterFor(problems, CONFIG_FILE));
  }
  if (problems.length > 0) throw invalid(problems);
  return config as Config;
}

export const invalid = (problems: readonly Problem[]): UserError =>
  new UserError(
    "INVALID_SPEC",
    problems.length === 1 ? "1 problem, nothing was written" : `${problems.length} problems, nothing was written`,
    {
      problems,
    },
  );

/** What an import that failed gives; the reason is in the problems. */
const FAILED = Symbol("failed");

/** The files of a directory that hold a spec, sorted: the same order on every file system. */
function sources(root: string, directory: string, problems: Problem[]): readonly string[] {
  try {
    const names = readdirSync(join(root, directory)).filter((name) => name.endsWith(".ts") && !/\.(?:test|d)\.ts$/.test(name));
    if (names.length === 0) problems.push({ file: `${directory}/`, path: "", message: "is empty; there is nothing to render" });
    return names.sort().map((name) => `${directory}/${name}`);
  } catch {
    problems.push({ file: `${directory}/`, path: "", message: "missing: the project has no such directory" });
    return [];
  }
}

const noExport = (file: string, what: string, name: string): Problem => ({
  file,
  path: "",
  message: `has no default export made by ${what}`,
  hint: `export default ${what}(${name === "" ? "" : `"${name}", `}{ ... })`,
});

async function importDefault(root: string, file: string, problems: Problem[]): Promise<unknown> {
  try {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(join(root, file)).href);
    return loaded.default ?? null;
  } catch (error) {
    if (isTooDeep(error)) restartWithDeepStack();
    problems.push(importProblem(root, file, error));
    return FAILED;
  }
}
