import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { listFiles } from "../system/list-files.ts";
import type { Component } from "../model/component.ts";
import type { StackFile } from "../model/fleet.ts";
import { git } from "./git/repository.ts";
import { importsOf, withImports } from "./module-hooks.ts";

/** Directories of a project whose files components are made from, beside the modules of their functions. */
const DIRECTORIES = ["components", "charts"];

/** Modules that say what runs, not how a component is made: a stack's file imports them all. */
const isSpec = (url: string, root: string): boolean =>
  ["services", "stacks"].some((directory) => url.startsWith(pathToFileURL(`${join(root, directory)}/`).href));

/**
 * The files of `components/` and `charts/`, relative to the project. What git ignores is none of the project's: an editor or the
 * system has put it there, on this machine alone.
 */
export async function sharedSources(root: string): Promise<readonly string[]> {
  try {
    const listing = await git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...DIRECTORIES);
    return inOrder(listing.split("\0").filter((path) => path !== "" && !path.endsWith("/")));
  } catch {
    // Without a repository, or with one that git does not read, all of them count.
    return inOrder(DIRECTORIES.flatMap((directory) => listFiles(join(root, directory)).map((path) => path.slice(root.length + 1))));
  }
}

const inOrder = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort();

/**
 * The modules of the project that a stack's component is made from, relative to the project. A function that a module exports is made
 * from that module and what it imports. Any other is made in the stack's file, perhaps by a call with arguments, so that this file
 * counts with all that it imports but services and stacks.
 */
export async function componentModules(root: string, { file }: StackFile, component: Component): Promise<readonly string[]> {
  const stack = pathToFileURL(join(root, file)).href;
  const imported = importsOf(stack).filter((url) => !isSpec(url, root));
  for (const url of imported) {
    // It is loaded already: this only looks at it.
    const module: object = await import(url);
    if (Object.values(module).includes(component)) return relative(root, withImports([url]));
  }
  return relative(root, [stack, ...withImports(imported)]);
}

const relative = (root: string, urls: readonly string[]): readonly string[] => urls.map((url) => fileURLToPath(url).slice(root.length + 1));
