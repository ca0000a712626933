/** Module -> the project's modules that it imports. Node resolves each import once in a process, so there is one record for all projects. */
const recorded = new Map<string, Set<string>>();

/** Records an import that Node resolved. Both modules belong to the same project. */
export function recordImport(from: string, to: string): void {
  recorded.set(from, (recorded.get(from) ?? new Set()).add(to));
}

/** Lists the project's modules that a loaded module imports, by URL. */
export const importsOf = (url: string): readonly string[] => [...(recorded.get(url) ?? [])];

/** Lists modules and all project modules that they import, directly and indirectly. */
export function withImports(urls: readonly string[]): readonly string[] {
  const found = new Set(urls);
  // The loop also visits the URLs that it adds.
  for (const url of found) for (const imported of importsOf(url)) found.add(imported);
  return [...found].sort();
}
