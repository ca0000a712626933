import { hashOf } from "../base/hash.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { blobId } from "../workspace/tree-source.ts";
import type { GitClient } from "./git-client.ts";

/** Path in the repository -> git's blob id; undefined for a removed file. */
export type ChangedFiles = ReadonlyMap<string, string | undefined>;

/** Returns the files of changes of the generated tree. @param prefix the path of the project in the repository */
export const filesOfChanges = (prefix: string, changes: ReadonlyMap<string, string | undefined>): ChangedFiles =>
  new Map(
    [...changes].map(([path, text]) => [`${prefix}${GENERATED_ROOT}/${path}`, text === undefined ? undefined : blobId(Buffer.from(text))]),
  );

/** Lists the files that differ between two commits. */
export async function filesBetween(git: GitClient, from: string, to: string): Promise<ChangedFiles> {
  const { stdout } = await git("diff-tree", "-r", "-z", "--no-renames", "--full-index", from, to);
  const words = stdout.split("\0");
  const files = new Map<string, string | undefined>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, , , id = "", action] = (words[at] ?? "").split(" ");
    files.set(words[at + 1] ?? "", action === "D" ? undefined : id);
  }
  return files;
}

/** Identifies changes by the files that they lead to. @returns 12 hex digits */
export const contentOf = (files: ChangedFiles): string =>
  hashOf(
    [...files]
      .map(([path, id = "-"]) => `${id} ${path}`)
      .sort()
      .join("\n"),
  ).slice(0, 12);
