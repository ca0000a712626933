import { isCode } from "../../base/errors.ts";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { type Batch, exportsOf, type LoadedSpecs, type Namespace } from "./batch.ts";
import { isFailedImport } from "./failed-imports.ts";
import { importProblem, missingImports, missingProblems } from "./import-problem.ts";

export interface ModuleRunner {
  /** Runs a module and all that it imports. */
  readonly run: (url: string) => Promise<readonly Namespace[]>;
  /** Parses and links a module without its failed imports. @throws the error of the module, or the error of a failed import */
  readonly inspect: (url: string, failed: ReadonlySet<string>) => Promise<unknown>;
}

/**
 * Runs modules one by one to find all that do not load.
 * An importer of a failed module cannot run. It is inspected, so that its own problems are found in the same run.
 */
export async function loadOneByOne(root: string, batch: Batch, { run, inspect }: ModuleRunner): Promise<LoadedSpecs> {
  const exports = new Map<string, unknown>();
  const problems: Problem[] = [];
  const missing = missingImports(batch);
  const failed = new Set(missing);
  const importsFailed = (url: string): boolean => batch.graph.get(url)?.imports.some((each) => failed.has(each.url)) ?? false;

  for (const group of batch.groups) {
    const errors = new Map<string, unknown>();
    const runs = !group.some(importsFailed);
    // The other modules of a circle cannot run, either.
    const unusable = new Set(runs ? [] : [...failed, ...group]);
    for (const url of group) {
      try {
        if (!runs) await inspect(url, unusable);
        else
          for (const [file, value] of exportsOf([url], await run(url), batch)) {
            exports.set(file, value);
            // The caller reports the missing export.
            if (value === null) failed.add(url);
          }
      } catch (error) {
        errors.set(url, error);
        // The other modules of a circle fail for the same reason.
        if (error instanceof RangeError) break;
      }
    }
    for (const [url, error] of errors) {
      // Node keeps a module that is linked to a failed module of its circle. The failed module has another error.
      const isConsequence = isFailedImport(error) || (group.length > 1 && isCode(error, "ERR_VM_MODULE_LINK_FAILURE"));
      problems.push(...missingProblems(root, batch, url, missing));
      if (!isConsequence) problems.push(importProblem(root, batch.graph, url, error));
    }
    if (!runs || errors.size > 0) for (const url of group) failed.add(url);
  }
  return { exports, problems: uniqueProblems(problems) };
}
