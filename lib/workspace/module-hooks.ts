import { type ResolveHookContext, type ResolveFnOutput, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** What specs import as `from "fairlead"`: the library of the command that runs, so that both always agree. */
const LIBRARY = new URL("../index.ts", import.meta.url).href;
const FORMAT = "module-typescript";

/** Module -> what it imports. Node asks for each import once in a process, so that this belongs to the process, too. */
const imports = new Map<string, Set<string>>();

/**
 * Resolves what a project's specs import. Node would look each import up on the disk, up to the package it is in; for a
 * thousand services that is a quarter of the time to load them.
 */
export function resolveSpecs(root: string): void {
  const base = baseOf(root);
  const isProjects = (url: string): boolean => url.startsWith(base) && !url.startsWith(`${base}node_modules/`);
  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL;
      if (specifier.startsWith(base) && specifier.endsWith(".ts")) return { url: specifier, format: FORMAT, shortCircuit: true };
      if (from === undefined || !isProjects(from)) return next(specifier, context);
      const resolved = resolveImport(specifier, context, from, next);
      if (isProjects(resolved.url)) imports.set(from, (imports.get(from) ?? new Set()).add(resolved.url));
      return resolved;
    },
  });
}

function resolveImport(
  specifier: string,
  context: ResolveHookContext,
  from: string,
  next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
): ResolveFnOutput {
  // A program and the engine's API must be of one copy: the monitor that resources are registered with is a global of its modules.
  if (specifier.startsWith("@pulumi/")) return next(specifier, { ...context, parentURL: LIBRARY });
  if (specifier === "fairlead") return { url: LIBRARY, format: FORMAT, shortCircuit: true };
  if (/^\.\.?\/[^%?#]*\.ts$/.test(specifier)) return { url: new URL(specifier, from).href, format: FORMAT, shortCircuit: true };
  return next(specifier, context);
}

const baseOf = (root: string): string => pathToFileURL(`${root}/`).href;

/** What a module of a project imports from the project itself, as far as it has been loaded. @param url as Node has it */
export const importsOf = (url: string): readonly string[] => [...(imports.get(url) ?? [])];

/** Modules and everything of the project that they import, near and far. */
export function withImports(urls: readonly string[]): readonly string[] {
  const found = new Set(urls);
  // What is added while this runs is gone through, too.
  for (const url of found) for (const imported of importsOf(url)) found.add(imported);
  return [...found].sort();
}
