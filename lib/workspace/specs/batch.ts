import type { Problem } from "../../base/problem.ts";
import type { ImportGraph } from "./import-graph.ts";
import type { LoadOrder } from "./load-order.ts";

/** The modules of one load. */
export interface Batch extends LoadOrder {
  /** URL -> file, relative to the project, of the modules that the caller named. */
  readonly files: ReadonlyMap<string, string>;
  readonly graph: ImportGraph;
  /** Directories without specs, which the caller reports. An import from one is a consequence. */
  readonly reported: ReadonlySet<string>;
}

/** The outcome of a load. */
export interface LoadedSpecs {
  /** File -> its default export, or null if it has none. A file that does not load has no entry. */
  readonly exports: ReadonlyMap<string, unknown>;
  /** The files that do not load. Their importers are not listed. */
  readonly problems: readonly Problem[];
}

/** The exports of a module that ran. */
export interface Namespace {
  readonly default?: unknown;
}

/** Collects the default exports of the modules that the caller named. */
export const exportsOf = (urls: readonly string[], namespaces: readonly Namespace[], { files }: Batch): ReadonlyMap<string, unknown> =>
  new Map(
    urls.flatMap((url, index) => {
      const file = files.get(url);
      return file === undefined ? [] : [[file, namespaces[index]?.default ?? null] as const];
    }),
  );
