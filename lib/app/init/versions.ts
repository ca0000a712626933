import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PACKAGE_ROOT } from "../../system/own-modules.ts";
import { VERSION } from "../version.ts";

/** The TypeScript that checks the specs of a new repository. */
export const TYPESCRIPT_VERSION = "6.0.3";

/** The Node that a new repository installs beside an older one of the system. */
export const NODE_VERSION = "24.21.0";

/**
 * Returns the version of this Fairlead as a `package.json` in a directory names it.
 * A project that installed a file or an address names that, so the new repository does so, too.
 */
export function ownSpecifier(directory: string): string {
  const modules = dirname(PACKAGE_ROOT);
  const installer = join(dirname(modules), "package.json");
  if (modules.endsWith("node_modules") && existsSync(installer)) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(installer, "utf8"));
    const specifier: unknown = { ...devDependencies, ...dependencies }["fairlead"];
    if (typeof specifier === "string")
      return specifier.startsWith("file:")
        ? fileSpecifier(resolve(dirname(installer), specifier.slice("file:".length)), directory)
        : specifier;
  }
  return existsSync(join(PACKAGE_ROOT, "lib", "index.ts")) ? fileSpecifier(PACKAGE_ROOT, directory) : VERSION;
}

const fileSpecifier = (path: string, directory: string): string => `file:${relative(directory, path)}`;
