import { isCode } from "../../base/errors.ts";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Batch, exportsOf, type LoadedSpecs, type Namespace } from "./batch.ts";
import { copyOf, copyWithStandIns, standInOf } from "./failed-imports.ts";
import { readImportGraph } from "./import-graph.ts";
import { jointModule, replacedImport, runnerOf } from "./joint-module.ts";
import { loadOneByOne } from "./load-one-by-one.ts";
import { type LoadOrder, loadOrder } from "./load-order.ts";
import { forbidExit } from "../../system/forbid-exit.ts";
import { untilIdle } from "../../system/until-idle.ts";
import { registerSpecHooks, type Sources, type SpecHooks } from "./spec-hooks.ts";

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
   * @param reported directories without specs, which the caller reports
   */
  async load(files: readonly string[], reported: readonly string[] = []): Promise<LoadedSpecs> {
    const batch = this.#plan(files, reported);
    const urls = batch.groups.flat();
    try {
      return { exports: exportsOf(urls, await this.#run(urls, batch), batch), problems: [] };
    } catch (error) {
      const found = await loadOneByOne(this.#root, batch, {
        run: (url) => this.#run([url], batch),
        inspect: (url, failed) => this.#inspect(url, batch, failed),
      });
      if (found.problems.length === 0 && files.every((file) => isPresent(found.exports.get(file)))) throw error;
      return found;
    }
  }

  /** Removes the project's module hooks from the process. */
  dispose(): void {
    this.#hooks.deregister();
    loaders.delete(this.#root);
  }

  #plan(files: readonly string[], reported: readonly string[]): Batch {
    const named = new Map(files.map((file) => [pathToFileURL(join(this.#root, file)).href, file]));
    const graph = readImportGraph([...named.keys()]);
    const { groups, deferred } = loadOrder(graph, [...named.keys()]);
    // A file that cannot be read fails its importers, unless the caller named it.
    const isLoadable = (url: string): boolean => graph.has(url) || named.has(url);
    return { files: named, graph, groups: groups.map((group) => group.filter(isLoadable)), deferred, reported: new Set(reported) };
  }

  /** Runs modules through one joint module. Imported one by one, each would walk the graph again. */
  #run(urls: readonly string[], { graph, deferred }: Batch): Promise<readonly Namespace[]> {
    return this.#runJoint(urls, deferred, { specs: graph, virtual: new Map(), replacedImport: replacedImport(deferred) });
  }

  /** Parses and links a copy of a module without its failed imports. @throws always if the module imports one of them */
  #inspect(url: string, { graph, deferred }: Batch, failed: ReadonlySet<string>): Promise<unknown> {
    const copy = copyOf(url, joints);
    const replaced = replacedImport(deferred);
    return this.#runJoint([copy], new Map(), {
      specs: graph,
      virtual: copyWithStandIns(graph, url, copy, failed),
      replacedImport: (from, to) => (from === copy && failed.has(to) ? standInOf(copy, to) : replaced(from, to)),
    });
  }

  async #runJoint(urls: readonly string[], deferred: LoadOrder["deferred"], sources: Sources): Promise<readonly Namespace[]> {
    joints += 1;
    const [url, runner] = [`${this.#base}.fairlead/specs-${joints}.mjs`, `${this.#base}.fairlead/run-${joints}.mjs`];
    const { source, placeholders } = jointModule(urls, deferred);
    const virtual = new Map([...placeholders, ...sources.virtual, [url, source], [runner, runnerOf(url)]]);
    const allowExit = forbidExit();
    try {
      const { all } = await untilIdle(this.#hooks.withSources({ ...sources, virtual }, () => runJoint(url, runner)));
      return all;
    } finally {
      allowExit();
    }
  }
}

/**
 * Links a joint module and all that it imports, and runs them. `require` links only, because the joint module has a top-level await.
 * If `require` ran the modules, Node would print a thrown value that is no error.
 */
function runJoint(url: string, runner: string): Promise<{ readonly all: readonly Namespace[] }> {
  const require = createRequire(import.meta.url);
  try {
    require(url);
  } catch (error) {
    if (!isCode(error, "ERR_REQUIRE_ASYNC_MODULE")) throw error;
  }
  const { run }: { readonly run: () => Promise<{ readonly all: readonly Namespace[] }> } = require(runner);
  return run();
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;
