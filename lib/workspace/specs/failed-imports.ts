import { isCode } from "../../base/errors.ts";
import { type ImportGraph, namesImported } from "./import-graph.ts";

/** The error of a module that imports a failed module. */
const CODE = "FAIRLEAD_FAILED_IMPORT";

/** True if a module fails only because an import failed. */
export const isFailedImport = (error: unknown): boolean => isCode(error, CODE);

/** Returns the URL of the copy of a module. Node keeps each module by its URL, and would link the module itself to its failed imports. */
export const copyOf = (url: string, number: number): string => `${url}?copy=${number}`;

/** Replaces the URLs of copies in a string by those of their modules. */
export const withoutCopies = (text: string): string => text.replaceAll(/\?copy=\d+/g, "");

/** Returns the URL of the module that stands for a failed import of a copy. */
export const standInOf = (copy: string, to: string): string => `${to}?for=${encodeURIComponent(copy)}`;

/**
 * Writes a copy of a module, and the modules that stand for its failed imports. Those export what the copy imports, and throw when
 * they run. So Node parses and links the copy as usual, and finds the problems that the module itself has.
 */
export function copyWithStandIns(graph: ImportGraph, url: string, copy: string, failed: ReadonlySet<string>): ReadonlyMap<string, string> {
  const module = graph.get(url) ?? { source: "", imports: [] };
  const imports = module.imports.filter((each) => failed.has(each.url));
  const standIns = imports.map((each) => [standInOf(copy, each.url), standIn(namesImported(module, url, each.url))] as const);
  return new Map([[copy, module.source], ...standIns]);
}

const standIn = (names: readonly string[]): string =>
  [
    `let value;`,
    `export { ${["default", ...names].map((name) => `value as ${name}`).join(", ")} };`,
    `throw Object.assign(new Error("an import failed"), { code: "${CODE}" });`,
    "",
  ].join("\n");
