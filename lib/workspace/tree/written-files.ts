import { join } from "node:path";
import { hashOf } from "../../base/hash.ts";
import type { Tree } from "../../render/tree.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { TreePlan } from "./plan-tree.ts";
import { WRITTEN } from "./scratch-names.ts";

/** Path of a generated file -> the hash of the content that a run wrote last. */
export type WrittenFiles = ReadonlyMap<string, string>;

/** Reads what the runs of this checkout have written. Without a readable note, it is empty: each file may be an edit by hand. */
export function readWrittenFiles(scratch: string): WrittenFiles {
  try {
    const lines = (readIfExists(join(scratch, WRITTEN)) ?? "").split("\n");
    return new Map(lines.flatMap((line) => (line[HASH_LENGTH] === " " ? [[line.slice(HASH_LENGTH + 1), line.slice(0, HASH_LENGTH)]] : [])));
  } catch {
    return new Map();
  }
}

/** Adds the files of a plan to the note. A failure does no harm: the next run takes the files for edits by hand. */
export function noteWrittenFiles(scratch: string, tree: Tree, { created, changed, removed }: TreePlan): void {
  const noted = new Map(readWrittenFiles(scratch));
  // A removed file has the content "".
  for (const path of [...created, ...changed, ...removed]) noted.set(path, contentHash(tree.get(path) ?? ""));
  try {
    replaceFile(join(scratch, WRITTEN), [...noted].map(([path, hash]) => `${hash} ${path}\n`).join(""), {
      temporary: `${WRITTEN}.next`,
    });
  } catch {
    // The disk is full, or another user owns the note.
  }
}

/** True if a run of this checkout wrote the content of a file. @param content "" if the file does not exist */
export const isWritten = (written: WrittenFiles, path: string, content: string): boolean => written.get(path) === contentHash(content);

/** Hex digits of a hash. They only tell an edit from what a run wrote. */
const HASH_LENGTH = 16;

const contentHash = (text: string): string => hashOf(text).slice(0, HASH_LENGTH);
