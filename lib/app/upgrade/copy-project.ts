import { copyFileSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The directories that a render does not read. */
const SKIPPED = new Set([".git", ".fairlead"]);

/** A project to copy. The paths have no links. */
export interface CopiedProject {
  readonly root: string;
  /** The top of its git repository, or the root. */
  readonly top: string;
  /** The directory of the copy. It may lie in the project. */
  readonly scratch: string;
}

/**
 * Copies a project without its history, and links its packages.
 * It also links the rest of its git repository, because specs may import files there.
 * @returns the root of the copy
 */
export function copyProject(project: CopiedProject): string {
  const { root, top, scratch } = project;
  let [from, to] = [top, join(scratch, "repository")];
  for (const part of relative(top, root).split(sep)) {
    if (part === "") break;
    mkdirSync(to);
    for (const name of readdirSync(from)) if (name !== part && !SKIPPED.has(name)) symlinkSync(join(from, name), join(to, name));
    [from, to] = [join(from, part), join(to, part)];
  }
  copyDirectory(from, to, project);
  return to;
}

/** Copies directories, files and links. Other things, such as sockets, have no content to copy. */
function copyDirectory(from: string, to: string, project: CopiedProject): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (SKIPPED.has(entry.name) || source === project.scratch) continue;
    if (entry.name === "node_modules") symlinkSync(source, target);
    else if (entry.isDirectory()) copyDirectory(source, target, project);
    else if (entry.isSymbolicLink()) symlinkSync(linkFrom(source, project), target);
    else if (entry.isFile()) copyFileSync(source, target);
  }
}

/** Returns the target of a copied link: the copy has the same places as the repository, and no others. */
function linkFrom(source: string, { top }: CopiedProject): string {
  const target = readlinkSync(source);
  const place = resolve(dirname(source), target);
  return relative(top, place).startsWith("..") ? place : target;
}
