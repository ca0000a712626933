import { isCode, messageOf } from "../../base/errors.ts";
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { IS_DIRECTORY } from "../../system/if-exists.ts";
import { isDirectory } from "../../system/is-directory.ts";
import type { ImportGraph } from "./import-graph.ts";

/** Says why a module does not load, and names the file that is broken. @param url the module to load */
export function importProblem(root: string, graph: ImportGraph, url: string, error: unknown): Problem {
  const missing = missingFile(root, error);
  if (missing !== undefined) return missingProblem(root, graph, url, missing);
  const base = pathToFileURL(`${root}/`).href;
  const directory = isCode(error, "EISDIR") ? directoryIn(base, graph, url) : undefined;
  if (directory !== undefined) return { file: relative(root, directory), path: "", message: IS_DIRECTORY };
  const { culprit = url, line } = placeOf(base, graph, error);
  if (error instanceof RangeError && line === undefined) return circleProblem(relative(root, url));
  const [message = ""] = messageOf(error).replaceAll(base, "").replaceAll(`${root}/`, "").trim().split("\n");
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

/** Finds the first place in a module of the project that an error names. */
function placeOf(base: string, graph: ImportGraph, error: unknown): { readonly culprit?: string; readonly line?: string } {
  const text = error instanceof Error ? `${error.stack ?? error.message}\n${error.message}` : String(error);
  for (const part of text.split(base).slice(1)) {
    const [, path, line] = /^([^\s:)]+):(\d+)/.exec(part) ?? [];
    if (path !== undefined && line !== undefined && graph.has(`${base}${path}`)) return { culprit: `${base}${path}`, line };
  }
  return {};
}

/** Returns the path of the project's file that Node did not find, if the error is about one. */
function missingFile(root: string, error: unknown): string | undefined {
  if (!isCode(error, "ENOENT")) return undefined;
  const path = error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : "";
  return path.startsWith(`${root}/`) ? path : undefined;
}

/** Names the first importer of a missing file, so that all who fail with it have the same problem. */
function missingProblem(root: string, graph: ImportGraph, url: string, path: string): Problem {
  const missing = pathToFileURL(path).href;
  const [importer = url] = [...graph].flatMap(([from, { imports }]) => (imports.some((each) => each.url === missing) ? [from] : []));
  const near = suggestion(basename(path), sourcesIn(dirname(path))).replace(/ \(known.*/, "");
  return { file: relative(root, importer), path: "", message: `imports ${path.slice(root.length + 1)}, which does not exist${near}` };
}

function sourcesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(".ts"));
  } catch {
    return [];
  }
}

const relative = (root: string, url: string): string => fileURLToPath(url).slice(root.length + 1);
