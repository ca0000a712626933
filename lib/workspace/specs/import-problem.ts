import { isCode, messageOf } from "../../base/errors.ts";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, relative as relativePath, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Problem } from "../../base/problem.ts";
import { nearest } from "../../base/suggestion.ts";
import { ifExists, IS_DIRECTORY, linkTarget } from "../../system/if-exists.ts";
import { isDirectory } from "../../system/is-directory.ts";
import { UnsettledError } from "../../system/until-idle.ts";
import type { Batch } from "./batch.ts";
import { withoutCopies } from "./failed-imports.ts";
import type { ImportGraph } from "./import-graph.ts";

const SOURCE = ".ts";

/** Says why a module does not load, and names the file that is broken. @param url the module to load */
export function importProblem(root: string, graph: ImportGraph, url: string, error: unknown): Problem {
  const missing = missingFile(root, error);
  if (missing !== undefined) return missingProblem(root, url, missing);
  const base = pathToFileURL(`${root}/`).href;
  const directory = isCode(error, "EISDIR") ? directoryIn(base, graph, url) : undefined;
  if (directory !== undefined) return { file: relative(root, directory), path: "", message: IS_DIRECTORY };
  const { culprit = url, line } = placeOf(base, graph, error);
  if (error instanceof RangeError && line === undefined) return circleProblem(relative(root, url));
  if (error instanceof UnsettledError) return unsettledProblem(relative(root, url));
  const [message = ""] = withoutCopies(messageOf(error)).replaceAll(base, "").replaceAll(`${root}/`, "").trim().split("\n");
  return { file: relative(root, culprit), path: line === undefined ? "" : `line ${line}`, message: `does not load: ${message}` };
}

/** Finds the directory that a module is, or that a module of the graph imports. */
const directoryIn = (base: string, graph: ImportGraph, url: string): string | undefined =>
  [url, ...[...graph.values()].flatMap(({ imports }) => imports.map((each) => each.url))].find(
    (each) => each.startsWith(base) && isDirectory(fileURLToPath(each)),
  );

/** Reports a circle that exceeds the stack: a large circle loads only if default imports close it. */
const circleProblem = (file: string): Problem => ({
  file,
  path: "",
  message: "does not load: it is in a circle of imports that is too large for Node's stack",
  hint: 'use default imports, as in: import cartservice from "./cartservice.ts"',
});

const unsettledProblem = (file: string): Problem => ({ file, path: "", message: "does not load: its top-level await never ends" });

/** Finds the first place in a module of the project that an error names. */
function placeOf(base: string, graph: ImportGraph, error: unknown): { readonly culprit?: string; readonly line?: string } {
  const text = withoutCopies(error instanceof Error ? `${error.stack ?? error.message}\n${error.message}` : String(error));
  for (const part of text.split(base).slice(1)) {
    const [, path, line] = /^([^\s:)]+):(\d+)/.exec(part) ?? [];
    if (path !== undefined && line !== undefined && graph.has(`${base}${path}`)) return { culprit: `${base}${path}`, line };
  }
  return {};
}

/** Returns the URL of the project's file that Node did not find, if the error is about one. */
function missingFile(root: string, error: unknown): string | undefined {
  if (!isCode(error, "ENOENT")) return undefined;
  const path = error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : "";
  return path.startsWith(`${root}/`) ? pathToFileURL(path).href : undefined;
}

/** Lists the modules that other modules import, and that do not exist. */
export function missingImports({ graph, files }: Batch): ReadonlySet<string> {
  const unread = new Set<string>();
  for (const { imports } of graph.values()) for (const { url } of imports) if (!graph.has(url) && !files.has(url)) unread.add(url);
  return new Set([...unread].filter((url) => !existsSync(fileURLToPath(url))));
}

/** Lists the missing files that a module imports, except those in directories that the caller reports. */
export const missingProblems = (root: string, { graph, reported }: Batch, url: string, missing: ReadonlySet<string>): readonly Problem[] =>
  (graph.get(url)?.imports ?? [])
    .filter((each) => missing.has(each.url) && !reported.has(dirname(relative(root, each.url))))
    .map((each) => missingProblem(root, url, each.url));

/** Words the problem of a module that imports a missing file, or is one itself. */
function missingProblem(root: string, url: string, missing: string): Problem {
  const path = fileURLToPath(missing);
  const state = stateOf(path, basename(fileURLToPath(url)));
  return { file: relative(root, url), path: "", message: url === missing ? state : `imports ${relative(root, missing)}, which ${state}` };
}

/** Says why a file cannot be imported, and suggests another one in its directory, but not the importer. */
function stateOf(path: string, importer: string): string {
  const link = linkTarget(path);
  if (link !== undefined) return `is a broken link to ${link}`;
  const names = ifExists(() => readdirSync(dirname(path))) ?? [];
  const sources = names.flatMap((name) => (name.endsWith(SOURCE) && name !== importer ? [name.slice(0, -SOURCE.length)] : []));
  const near = nearest(basename(path, SOURCE), sources);
  return near === undefined ? "does not exist" : `does not exist; did you mean "${near}${SOURCE}"?`;
}

const relative = (root: string, url: string): string => relativePath(root, fileURLToPath(url)).replaceAll(sep, "/");
