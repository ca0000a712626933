import { lstatSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CloudComponent } from "../../model/cloud-component.ts";
import type { Component } from "../../model/component.ts";
import type { StackFile } from "../../model/fleet.ts";
import { fileProblem, unsafe } from "../../system/if-exists.ts";
import { listFiles } from "../../system/list-files.ts";
import { realPath } from "../../system/real-path.ts";
import { git } from "../git/repository.ts";
import { importsOf, withImports } from "./recorded-imports.ts";

/** The directories whose files count for every component. */
const DIRECTORIES = ["components", "charts"];

/**
 * Lists the files of `components/` and `charts/`, relative to the project.
 * Files that git ignores are left out: an editor or the system wrote them on this machine only.
 */
export async function sharedSources(root: string): Promise<readonly string[]> {
  try {
    const listing = await git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...DIRECTORIES);
    return sortUnique(listing.split("\0").filter((path) => path !== "" && !path.endsWith("/")));
  } catch {
    // If there is no repository, or git cannot read it, all files count.
    return sortUnique(DIRECTORIES.flatMap((directory) => listFiles(join(root, directory)).map((path) => path.slice(root.length + 1))));
  }
}

/**
 * Refuses files of components and charts that Helm would read from outside of the project, or wait for.
 * @throws UserError UNSAFE_TREE that names a link to a place outside, a pipe, a device or a socket
 */
export function requireInside(root: string): void {
  const real = realpathSync(root);
  for (const path of DIRECTORIES.flatMap((directory) => listFiles(join(root, directory)))) {
    const stat = lstatSync(path);
    const target = stat.isSymbolicLink() ? realPath(path) : undefined;
    // A broken link brings nothing.
    if (stat.isSymbolicLink() && (target === undefined || target.startsWith(`${real}/`))) continue;
    const problem = stat.isSymbolicLink() ? `is a link to ${target}, which is outside of the project` : fileProblem(stat);
    if (problem !== undefined) throw unsafe(path, problem);
  }
}

/**
 * Lists the modules that make a component of a stack or of its cloud, relative to the project. The stack must be loaded.
 * If a module exports the component, these are the module and all that it imports.
 * Otherwise the stack's file makes it, and all that this file imports counts, except services and stacks.
 */
export async function componentModules(
  root: string,
  { file }: StackFile,
  component: Component | CloudComponent,
): Promise<readonly string[]> {
  const stack = pathToFileURL(join(root, file)).href;
  const imported = importsOf(stack).filter((url) => !isSpec(url, root));
  for (const url of imported) {
    // The stack's file has loaded this module already.
    const module: Readonly<Record<string, unknown>> = await import(url);
    if (Object.values(module).includes(component)) return relativePaths(root, withImports([url]));
  }
  return relativePaths(root, [stack, ...withImports(imported)]);
}

/** True if a module is a service or a stack. Those decide where a component runs, and do not make it. */
const isSpec = (url: string, root: string): boolean =>
  ["services", "stacks"].some((directory) => url.startsWith(pathToFileURL(`${join(root, directory)}/`).href));

const sortUnique = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort();

const relativePaths = (root: string, urls: readonly string[]): readonly string[] =>
  urls.map((url) => fileURLToPath(url).slice(root.length + 1));
