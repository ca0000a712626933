import { isCode } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync, type Stats } from "node:fs";

/** Returns the content of a file; undefined if it does not exist. @throws UserError UNSAFE_TREE for a directory, a pipe, a device or a socket */
export const readIfExists = (path: string): string | undefined => readWithStat(path)?.text;

/**
 * Reads a file with its facts before the read; undefined if it does not exist.
 * @throws UserError UNSAFE_TREE for a directory, a pipe, a device or a socket
 */
export function readWithStat(path: string): { readonly text: string; readonly stat: Stats } | undefined {
  const fd = ifExists(() => openWithoutWaiting(path));
  if (fd === undefined) return undefined;
  try {
    const stat = fstatSync(fd);
    const problem = fileProblem(stat);
    if (problem !== undefined) throw unsafe(path, problem);
    return { text: readFileSync(fd, "utf8"), stat };
  } finally {
    closeSync(fd);
  }
}

/** Opens a file for reading. A pipe without a writer opens at once. */
function openWithoutWaiting(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    // A socket cannot be opened.
    if (isCode(error, "ENXIO") || isCode(error, "EISDIR")) throw unsafe(path, fileProblem(lstatSync(path)) ?? IS_DIRECTORY);
    throw error;
  }
}

/** Says what is in the place of a file; undefined for a file. */
export function fileProblem(stat: Stats): string | undefined {
  if (stat.isFile()) return undefined;
  if (stat.isDirectory()) return IS_DIRECTORY;
  if (stat.isSymbolicLink()) return "is a link, not a file";
  return stat.isFIFO() ? "is a pipe, not a file" : stat.isSocket() ? "is a socket, not a file" : "is a device, not a file";
}

/** Returns the error for something in the place of a file. */
export const unsafe = (path: string, problem: string): UserError =>
  new UserError("UNSAFE_TREE", `${path} ${problem}`, { path, hint: `mv ${path} ${path}.old` });

/** The problem of a directory in the place of a file. */
export const IS_DIRECTORY = "is a directory, not a file";

/** Returns the target of a symbolic link; undefined if the path is something else, or does not exist. */
export const linkTarget = (path: string): string | undefined =>
  ifExists(() => (lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined));

/** Returns the result of reading the file system; undefined if the file or directory does not exist. */
export function ifExists<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
