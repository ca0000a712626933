import { fileURLToPath } from "node:url";
import { readIfExists } from "../../system/if-exists.ts";

/** An import of a module of the project. */
export interface Import {
  /** The specifier as written: `./cartservice.ts`. */
  readonly specifier: string;
  /** The URL of the imported module. */
  readonly url: string;
  /** True for `import cartservice from "./cartservice.ts"`. */
  readonly isDefault: boolean;
}

/** A module of the project. */
export interface Module {
  readonly source: string;
  readonly imports: readonly Import[];
}

/** URL -> module. A module that cannot be read has no entry. */
export type ImportGraph = ReadonlyMap<string, Module>;

/** An import statement: its clause and its specifier. A statement starts a line or follows a semicolon. */
const STATEMENT = /(?:^|;)[ \t]*(?:import|export)\b(?:([^"'`;]*?)\bfrom\b)?\s*["'](\.\.?\/[^"'%?#\n]+\.ts)["']/gm;
/** Node erases imports of types. */
const TYPES_ONLY = /^\s*type\s+[^\s,]/;
const DEFAULT_ONLY = /^\s+[\w$]+\s+$/;

/**
 * Reads modules and all project modules that they import, directly and indirectly.
 * The graph decides the load order only. Node still resolves each import.
 */
export function readImportGraph(urls: readonly string[]): ImportGraph {
  const graph = new Map<string, Module>();
  const found = new Set(urls);
  // The loop also visits the URLs that it adds.
  for (const url of found) {
    const source = readSource(url);
    if (source === undefined) continue;
    const imports = importsIn(source, url);
    graph.set(url, { source, imports });
    for (const each of imports) found.add(each.url);
  }
  return graph;
}

const importsIn = (source: string, from: string): readonly Import[] =>
  [...source.matchAll(STATEMENT)].flatMap(([, clause = "", specifier = ""]) =>
    TYPES_ONLY.test(clause) ? [] : [{ specifier, url: new URL(specifier, from).href, isDefault: DEFAULT_ONLY.test(clause) }],
  );

/** Lists the names that a module imports from another one, without the default export. */
export function namesImported({ source }: Module, from: string, to: string): readonly string[] {
  const clauses = [...source.matchAll(STATEMENT)].flatMap(([, clause = "", specifier = ""]) =>
    new URL(specifier, from).href === to ? [clause] : [],
  );
  const named = clauses.flatMap((clause) => /\{([^}]*)\}/.exec(clause)?.[1]?.split(",") ?? []);
  const names = named.flatMap((each) => /^\s*([\w$]+)/.exec(each)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== "default");
}

/** Reads a source. If that fails, Node reports the reason when it loads the module. */
function readSource(url: string): string | undefined {
  try {
    return readIfExists(fileURLToPath(url));
  } catch {
    return undefined;
  }
}
