import { hash } from "node:crypto";
import { appendFileSync, lstatSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../../render/tree.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { TreePlan } from "./plan-tree.ts";
import { WRITTEN } from "./scratch-names.ts";

/** The marks of files that the runs of a checkout have written, one a line. */
export type WrittenFiles = string;

/** Reads the marks. Without a readable note there are none: each file may be an edit by hand. */
export function readWrittenFiles(scratch: string): WrittenFiles {
  try {
    return readIfExists(join(scratch, WRITTEN)) ?? "";
  } catch {
    return "";
  }
}

/** The length from which old marks are dropped, in characters: about 400,000 marks. */
const MAX_LENGTH = 7_000_000;

/** Adds the files of a plan to the note. A failure does no harm: the next run takes the files for edits by hand. */
export function noteWrittenFiles(scratch: string, tree: Tree, { created, changed, removed }: TreePlan): void {
  const note = join(scratch, WRITTEN);
  // A removed file has the content "". The first line break ends a line that a killed run left.
  const marks = [...created, ...changed, ...removed].map((path) => `\n${markOf(path, tree.get(path) ?? "")}`).join("");
  try {
    const stat = lstatSync(note, { throwIfNoEntry: false });
    if (stat?.isFile() === true && stat.size + marks.length <= MAX_LENGTH) appendFileSync(note, `${marks}\n`);
    else replaceFile(note, `${readWrittenFiles(scratch).slice(-MAX_LENGTH / 2)}${marks}\n`, { temporary: `${WRITTEN}.next` });
  } catch {
    // The disk is full, or another user owns the note.
  }
}

/** True if a run of this checkout wrote the content of a file. @param content "" if the file does not exist */
export const isWritten = (written: WrittenFiles, path: string, content: string): boolean =>
  written.includes(`\n${markOf(path, content)}\n`);

/** Marks a file with a content. It only tells an edit from what a run wrote, so a short hash is enough. */
const markOf = (path: string, content: string): string => hash("sha1", `${path}\n${content}`).slice(0, MARK_LENGTH);

const MARK_LENGTH = 16;
