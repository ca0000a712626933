import { isCode } from "../../base/errors.ts";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Batch, exportsOf, type LoadedSpecs, type Namespace } from "./batch.ts";
import { readImportGraph } from "./import-graph.ts";
import { jointModule, replacedImport } from "./joint-module.ts";
import { loadOneByOne } from "./load-one-by-one.ts";
import { loadOrder } from "./load-order.ts";
import { registerSpecHooks, type SpecHooks } from "./spec-hooks.ts";

const loaders = new Map<string, SpecLoader>();

/** The number of joint modules so far. Node keeps each module by its URL, so each joint module has a new one. */
let joints = 0;

/** Returns the loader of a project. The process keeps it until it is disposed. */
export function openSpecLoader(root: string): SpecLoader {
  const loader = loaders.get(root) ?? new SpecLoader(root);
  loaders.set(root, loader);
  return loader;
}

/** Loads the specs of one project. */
class SpecLoader {
  readonly #root: string;
  readonly #base: string;
  readonly #hooks: SpecHooks;

  constructor(root: string) {
    this.#root = root;
    this.#base = pathToFileURL(`${root}/`).href;
    this.#hooks = registerSpecHooks(this.#base);
  }

  /**
   * Runs modules and all that they import. Imported modules run before their importers, so a chain of any length loads.
   * Node keeps each module for the life of the process, so a second load runs new files only.
   * @param files paths relative to the project
   */
  async load(files: readonly string[]): Promise<LoadedSpecs> {
    const batch = this.#plan(files);
    const urls = batch.groups.flat();
    try {
      return { exports: exportsOf(urls, await this.#run(urls, batch), batch), problems: [] };
    } catch (error) {
      const found = await loadOneByOne(this.#root, batch, (url) => this.#run([url], batch));
      if (found.problems.length === 0 && files.every((file) => isPresent(found.exports.get(file)))) throw error;
      return found;
    }
  }

  /** Removes the project's module hooks from the process. */
  dispose(): void {
    this.#hooks.deregister();
    loaders.delete(this.#root);
  }

  #plan(files: readonly string[]): Batch {
    const named = new Map(files.map((file) => [pathToFileURL(join(this.#root, file)).href, file]));
    const graph = readImportGraph([...named.keys()]);
    const { groups, deferred } = loadOrder(graph, [...named.keys()]);
    // A file that cannot be read fails its importers, unless the caller named it.
    const isLoadable = (url: string): boolean => graph.has(url) || named.has(url);
    return { files: named, graph, groups: groups.map((group) => group.filter(isLoadable)), deferred };
  }

  /** Runs modules through one joint module. Imported one by one, each would walk the graph again. */
  async #run(urls: readonly string[], { graph, deferred }: Batch): Promise<readonly Namespace[]> {
    const url = `${this.#base}.fairlead/specs-${(joints += 1)}.mjs`;
    const { source, placeholders } = jointModule(urls, deferred);
    const sources = { specs: graph, virtual: new Map([...placeholders, [url, source]]), replacedImport: replacedImport(deferred) };
    const namespaces = ({ all }: { readonly all: readonly Namespace[] }): readonly Namespace[] => all;
    try {
      return namespaces(this.#hooks.withSources(sources, () => createRequire(import.meta.url)(url)));
    } catch (error) {
      if (!isCode(error, "ERR_REQUIRE_ASYNC_MODULE")) throw error;
      // A spec has a top-level await. Node has linked all modules, and import() runs them.
      return namespaces(await this.#hooks.withSources(sources, () => import(url)));
    }
  }
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;
