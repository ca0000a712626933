import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { isCode } from "../../base/values.ts";
import { type ImportGraph, readImportGraph } from "./import-graph.ts";
import { importProblem } from "./import-problem.ts";
import { jointModule, replacedImport } from "./joint-module.ts";
import { loadOrder, type LoadOrder } from "./load-order.ts";
import { registerSpecHooks, type SpecHooks } from "./spec-hooks.ts";

/** The outcome of a load. */
export interface LoadedSpecs {
  /** File -> its default export, or null if it has none. A file that does not load has no entry. */
  readonly exports: ReadonlyMap<string, unknown>;
  /** The files that do not load. Their importers are not listed. */
  readonly problems: readonly Problem[];
}

interface Namespace {
  readonly default?: unknown;
}

/** The modules of one load. */
interface Batch {
  /** URL -> the file that the caller named. */
  readonly files: ReadonlyMap<string, string>;
  readonly graph: ImportGraph;
  readonly order: LoadOrder;
}

const opened = new Map<string, SpecLoader>();

/** Returns the loader of a project. A process has one for each project, and its hooks stay registered until it is disposed. */
export function openSpecLoader(root: string): SpecLoader {
  const loader = opened.get(root) ?? new SpecLoader(root, () => opened.delete(root));
  opened.set(root, loader);
  return loader;
}

/** The number of joint modules so far. Node keeps each by its URL, so each needs a new one. */
let joints = 0;

/** Loads the specs of one project. */
export class SpecLoader {
  readonly #root: string;
  readonly #base: string;
  readonly #hooks: SpecHooks;
  readonly #forget: () => void;

  constructor(root: string, forget: () => void) {
    this.#root = root;
    this.#base = pathToFileURL(`${root}/`).href;
    this.#hooks = registerSpecHooks(this.#base);
    this.#forget = forget;
  }

  /**
   * Runs modules and all that they import. Imported modules run before their importers, so a chain of any length loads.
   * Node keeps each module for the life of the process, so a second load runs new files only.
   * @param files paths relative to the project
   */
  async load(files: readonly string[]): Promise<LoadedSpecs> {
    const urls = files.map((file) => pathToFileURL(join(this.#root, file)).href);
    const graph = readImportGraph(urls);
    const batch: Batch = { files: new Map(urls.map((url, index) => [url, files[index] ?? ""])), graph, order: loadOrder(graph, urls) };
    const all = batch.order.groups.flat().filter((url) => isLoadable(url, batch));
    try {
      return { exports: exportsOf(all, await this.#run(all, batch), batch), problems: [] };
    } catch (error) {
      return await this.#loadEach(batch, error);
    }
  }

  /** Removes the project's hooks from the process. */
  dispose(): void {
    this.#hooks.deregister();
    this.#forget();
  }

  /** Runs modules through one joint module. Imported one by one, each would walk the graph again. */
  async #run(urls: readonly string[], { graph, order }: Batch): Promise<readonly Namespace[]> {
    const url = `${this.#base}.fairlead/specs-${(joints += 1)}.mjs`;
    const { source, placeholders } = jointModule(urls, order);
    const sources = { specs: graph, virtual: new Map([...placeholders, [url, source]]), replace: replacedImport(order) };
    const namespaces = ({ all }: { readonly all: readonly Namespace[] }): readonly Namespace[] => all;
    try {
      return namespaces(this.#hooks.withSources(sources, () => createRequire(import.meta.url)(url)));
    } catch (error) {
      if (!isCode(error, "ERR_REQUIRE_ASYNC_MODULE")) throw error;
      // A spec has a top-level await. Node has linked all modules, and import() runs them.
      return namespaces(await this.#hooks.withSources(sources, () => import(url)));
    }
  }

  /** Runs module by module to find all that do not load. Importers of a failed module are skipped. */
  async #loadEach(batch: Batch, cause: unknown): Promise<LoadedSpecs> {
    const exports = new Map<string, unknown>();
    const problems: Problem[] = [];
    const failed = new Set<string>();
    for (const group of batch.order.groups) {
      if (group.some((url) => batch.graph.get(url)?.imports.some((each) => failed.has(each.url)))) {
        for (const url of group) failed.add(url);
        continue;
      }
      for (const url of group.filter((each) => isLoadable(each, batch))) {
        try {
          const [file, value] = [...exportsOf([url], await this.#run([url], batch), batch)][0] ?? [];
          if (file === undefined) continue;
          exports.set(file, value);
          // The caller reports the missing export.
          if (value === null) failed.add(url);
        } catch (error) {
          failed.add(url);
          // Node keeps a module that it has linked to a failed module of its circle. The first error names the reason.
          if (group.length > 1 && isCode(error, "ERR_VM_MODULE_LINK_FAILURE")) continue;
          problems.push(importProblem(this.#root, batch.graph, url, error));
          // All modules of a circle that is too large for the stack fail in the same way.
          if (error instanceof RangeError) break;
        }
      }
    }
    if (failed.size === 0) throw cause;
    return { exports, problems: uniqueProblems(problems) };
  }
}

/** True if a module can be read, or if the caller named it. An import of any other file fails its importer. */
const isLoadable = (url: string, { graph, files }: Batch): boolean => graph.has(url) || files.has(url);

const exportsOf = (urls: readonly string[], namespaces: readonly Namespace[], { files }: Batch): ReadonlyMap<string, unknown> =>
  new Map(
    urls.flatMap((url, index) => {
      const file = files.get(url);
      return file === undefined ? [] : [[file, namespaces[index]?.default ?? null] as const];
    }),
  );
