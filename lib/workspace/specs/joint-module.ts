import type { LoadOrder } from "./load-order.ts";

/** A module in memory that imports modules in a given order. */
export interface JointModule {
  /** Exports `all`: the namespaces of the modules, in the order of the URLs. It has a top-level await. */
  readonly source: string;
  /** URL -> source of each placeholder. */
  readonly placeholders: ReadonlyMap<string, string>;
}

/** A placeholder for a module. The joint module runs last, and gives it the default export of that module. */
const PLACEHOLDER = "let value;\nexport { value as default };\nexport const set = (to) => {\n  value = to;\n};\n";

/** Returns the URL of the placeholder for a module. */
const placeholderOf = (url: string): string => `${url}?deferred`;

/** Returns the placeholder that a deferred import leads to; undefined for other imports. */
export const replacedImport =
  (deferred: LoadOrder["deferred"]) =>
  (from: string, to: string): string | undefined =>
    deferred.get(from)?.has(to) ? placeholderOf(to) : undefined;

/** Writes the joint module of some modules. */
export function jointModule(urls: readonly string[], deferred: LoadOrder["deferred"]): JointModule {
  const targets = new Set([...deferred.values()].flatMap((each) => [...each]));
  const filled = urls.flatMap((url, index) => (targets.has(url) ? [{ url: placeholderOf(url), index }] : []));
  const lines = [
    ...urls.map((url, index) => `import * as m${index} from ${JSON.stringify(url)};`),
    ...filled.map(({ url, index }) => `import { set as set${index} } from ${JSON.stringify(url)};`),
    ...filled.map(({ index }) => `set${index}(m${index}.default);`),
    `export const all = [${urls.map((_, index) => `m${index}`).join(", ")}];`,
    "await undefined;\n",
  ];
  return { source: lines.join("\n"), placeholders: new Map(filled.map(({ url }) => [url, PLACEHOLDER])) };
}

/** Writes the module that runs a joint module. It imports from memory: test runners replace the `import()` of files. */
export const runnerOf = (url: string): string => `export const run = () => import(${JSON.stringify(url)});\n`;
