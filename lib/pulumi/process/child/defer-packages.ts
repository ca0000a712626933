import { createRequire, Module } from "node:module";

/**
 * Modules that the SDK loads at its start, but uses only if a program serializes a function.
 * They took two thirds of the time in which the SDK loads.
 */
const SELDOM = ["@pulumi/pulumi/typescript-shim.js", "@npmcli/arborist"];

/** Lets the SDK load some of its modules at their first use. It must not be loaded yet. */
export function deferPackages(): void {
  const sdk = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
  for (const name of SELDOM) defer(sdk, sdk.resolve(name));
}

/** Puts a placeholder into the cache of modules. Its first use loads the module. */
function defer(require: NodeJS.Require, file: string): void {
  const placeholder = new Module(file);
  let real: object | undefined;
  const load = (): object => {
    if (real === undefined) {
      delete require.cache[file];
      real = Object(require(file));
    }
    return real as object;
  };
  placeholder.loaded = true;
  // The SDK copies the exports of a module without this mark, which would load it.
  placeholder.exports = new Proxy({}, { get: (_none, key): unknown => key === "__esModule" || Reflect.get(load(), key) });
  require.cache[file] = placeholder;
}
