import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { readIfExists } from "../../system/if-exists.ts";
import { PACKAGE_ROOT } from "../../system/own-modules.ts";
import { VERSION } from "../version.ts";
import { objectIn, orInvalid, parsePackageJson } from "./parse-package-json.ts";

/** The TypeScript that checks the specs of a new repository. */
export const TYPESCRIPT_VERSION = "6.0.3";

/** The Node that a new repository installs beside an older one of the system. */
export const NODE_VERSION = "24.21.0";

/**
 * Returns the version of this Fairlead as a `package.json` in a directory names it.
 * A project that installed a file or an address names that, so the new repository does so, too.
 * @throws UserError INVALID_CONFIG if the project's `package.json` is malformed
 */
export function ownSpecifier(directory: string, packageRoot = PACKAGE_ROOT): string {
  const modules = dirname(packageRoot);
  const project = dirname(modules);
  const specifier = modules.endsWith("node_modules") ? specifierIn(join(project, "package.json")) : undefined;
  if (specifier !== undefined)
    return specifier.startsWith("file:") ? fileSpecifier(resolve(project, specifier.slice("file:".length)), directory) : specifier;
  return existsSync(join(packageRoot, "lib", "index.ts")) ? fileSpecifier(packageRoot, directory) : VERSION;
}

/** Returns the specifier of Fairlead in a `package.json`; undefined if it has none. */
function specifierIn(path: string): string | undefined {
  const text = readIfExists(path) ?? "{}";
  return orInvalid(path, () => {
    const manifest = parsePackageJson(text);
    const specifiers = ["dependencies", "devDependencies"].map((field) => objectIn(field, manifest[field])["fairlead"]);
    return specifiers.find((specifier) => typeof specifier === "string");
  });
}

const fileSpecifier = (path: string, directory: string): string => `file:${relative(directory, path)}`;
