import { suggestion } from "../base/suggestion.ts";
import { messageOf } from "../base/errors.ts";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Problem } from "../base/problem.ts";

/** Why a file does not load. A broken file fails everyone who imports it; the problem is of the file that is broken. */
export function importProblem(root: string, file: string, error: unknown): Problem {
  const missing = missingFile(root, error);
  if (missing !== undefined) return missingProblem(root, file, missing);
  const text = error instanceof Error ? `${error.stack ?? error.message}\n${error.message}` : String(error);
  const base = pathToFileURL(`${root}/`).href;
  const place = text.split(base)[1]?.match(/^((?:services|stacks)\/[^\s:)]+|fairlead\.config\.ts):(\d+)/);
  const [, culprit = file, line] = place ?? [];
  const reason = messageOf(error);
  const [message = ""] = reason.replaceAll(base, "").replaceAll(`${root}/`, "").trim().split("\n");
  return { file: decodeURI(culprit), path: line === undefined ? "" : `line ${line}`, message: `does not load: ${message}` };
}

/** The file of the project that an import names and that is not there. */
function missingFile(root: string, error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOENT") return undefined;
  const path = "path" in error && typeof error.path === "string" ? error.path : "";
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

/** The first file that imports what is missing, in order, so that everyone who fails with it names the same one. */
function missingProblem(root: string, file: string, missing: string): Problem {
  const name = basename(missing);
  const importer = ["services", "stacks"]
    .flatMap((directory) => sourcesOf(root, directory))
    .find((source) => importsOf(root, source).includes(name));
  const directory = missing.slice(0, missing.length - name.length - 1);
  const message = `imports ${missing}, which does not exist${suggestion(
    name,
    sourcesOf(root, directory).map((source) => basename(source)),
  ).replace(/ \(known: .*/, "")}`;
  return { file: importer ?? file, path: "", message };
}

function sourcesOf(root: string, directory: string): readonly string[] {
  try {
    return readdirSync(join(root, directory))
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => `${directory}/${name}`);
  } catch {
    return [];
  }
}

/** The names of the files that a file imports. */
const importsOf = (root: string, file: string): readonly string[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)].map(([, specifier]) =>
    basename(specifier ?? ""),
  );
