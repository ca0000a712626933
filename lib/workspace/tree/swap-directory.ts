import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";

/** True if a path is a directory. A link to a directory is not one. */
export const isDirectory = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Finds the smallest directory that holds every change, can be replaced by one rename, and does not become empty.
 * @param touched paths of the changes
 * @param remaining paths that exist after the changes
 */
export function findSwapDirectory(root: string, touched: readonly string[], remaining: readonly string[]): string {
  let directory = parentOf(touched[0] ?? "");
  for (const path of touched) while (directory !== "" && !path.startsWith(`${directory}/`)) directory = parentOf(directory);
  while (directory !== "" && !remaining.some((path) => path.startsWith(`${directory}/`))) {
    const above = parentOf(directory);
    if (above === "" || remaining.some((path) => path.startsWith(`${above}/`))) break;
    directory = above;
  }
  while (directory !== "" && !isDirectory(join(root, parentOf(directory)))) directory = parentOf(directory);
  const isFile = directory !== "" && existsSync(join(root, directory)) && !isDirectory(join(root, directory));
  return isFile ? parentOf(directory) : directory;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
