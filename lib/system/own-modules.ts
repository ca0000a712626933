import { findPackageJSON } from "node:module";
import { dirname, extname, join } from "node:path";

/**
 * Returns the URL of one of Fairlead's modules, for Node to load later or in another process.
 * @param path the path of its source, relative to the importing module
 * @param from `import.meta.url` of the importing module: in a package, the modules are compiled and end in `.js`
 */
export const moduleUrl = (path: string, from: string): string => new URL(path.replace(/\.ts$/, extname(from)), from).href;

/** Root directory of this installation: of the package, or of the checkout. */
export const PACKAGE_ROOT = dirname(findPackageJSON("..", import.meta.url) ?? import.meta.dirname);

/** The program that `npx fairlead` starts. */
export const BIN = join(PACKAGE_ROOT, "bin", "fairlead.js");
