import { isCode } from "../../base/errors.ts";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { type Batch, exportsOf, type LoadedSpecs, type Namespace } from "./batch.ts";
import { importProblem } from "./import-problem.ts";

/** Runs modules one by one to find all that do not load. Importers of a failed module are skipped: they have no problem of their own. */
export async function loadOneByOne(root: string, batch: Batch, run: (url: string) => Promise<readonly Namespace[]>): Promise<LoadedSpecs> {
  const exports = new Map<string, unknown>();
  const problems: Problem[] = [];
  const failed = new Set<string>();
  const importsFailed = (url: string): boolean => batch.graph.get(url)?.imports.some((each) => failed.has(each.url)) ?? false;

  for (const group of batch.groups) {
    const loadable = group.some(importsFailed) ? [] : group;
    const errors = new Map<string, unknown>();
    for (const url of loadable) {
      try {
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
      const isConsequence = group.length > 1 && isCode(error, "ERR_VM_MODULE_LINK_FAILURE");
      if (!isConsequence) problems.push(importProblem(root, batch.graph, url, error));
    }
    if (loadable.length === 0 || errors.size > 0) for (const url of group) failed.add(url);
  }
  return { exports, problems: uniqueProblems(problems) };
}
