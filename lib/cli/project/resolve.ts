import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** What specs import as `from "fairlead"`: the library of the command that runs, so that both always agree. */
const LIBRARY = new URL("../../index.ts", import.meta.url).href;
const FORMAT = "module-typescript";

/**
 * Resolves what a project's specs import. Node would look each import up on the disk, up to the package it is in; for a
 * thousand services that is a quarter of the time to load them.
 */
export function resolveSpecs(root: string): void {
  const base = pathToFileURL(`${root}/`).href;
  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL;
      if (specifier.startsWith(base) && specifier.endsWith(".ts")) return { url: specifier, format: FORMAT, shortCircuit: true };
      if (from === undefined || !from.startsWith(base) || from.startsWith(`${base}node_modules/`)) return next(specifier, context);
      // A program and the engine's API must be of one copy: the monitor that resources are registered with is a global of its modules.
      if (specifier.startsWith("@pulumi/")) return next(specifier, { ...context, parentURL: LIBRARY });
      if (specifier === "fairlead") return { url: LIBRARY, format: FORMAT, shortCircuit: true };
      if (/^\.\.?\/[^%?#]*\.ts$/.test(specifier)) return { url: new URL(specifier, from).href, format: FORMAT, shortCircuit: true };
      return next(specifier, context);
    },
  });
}
