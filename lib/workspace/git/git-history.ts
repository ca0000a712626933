import { relative } from "node:path";
import { GENERATED_ROOT } from "../../render/layout.ts";
import type { History } from "../workspace.ts";
import { whoChanged } from "./blame.ts";
import { historyState } from "./history-state.ts";
import { readLockHistory } from "./lock-history.ts";
import { git, hasCommits, topLevel } from "./repository.ts";
import { blobsAt, readBlobs } from "./revision-source.ts";
import { uncommittedFiles } from "./uncommitted.ts";

/** Opens the git history of a repository. */
export const gitHistory = (root: string): History => ({
  state: () => historyState(root),
  lockMoves: (questions, locks) => readLockHistory(root, questions, locks),
  contains: async (path) => {
    const top = await topLevel(root);
    return top !== undefined && !relative(top, path).startsWith("..");
  },
  uncommitted: async () => {
    if ((await topLevel(root)) === undefined) return [];
    return (await uncommittedFiles(root)).map((file) => file.slice(GENERATED_ROOT.length + 1));
  },
  committed: (paths) => committedTexts(root, paths),
  lastChanges: (files) => whoChanged(root, files),
  setting: (name) => gitSetting(root, name),
});

/** Reads a setting of git; undefined if it is not set, or if git cannot be asked. */
export async function gitSetting(directory: string, name: string): Promise<string | undefined> {
  try {
    return (await git(directory, "config", name)).trim() || undefined;
  } catch {
    return undefined;
  }
}

async function committedTexts(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!(await hasCommits(root))) return new Map();
  const blobs = await blobsAt(root, "HEAD", GENERATED_ROOT);
  const texts = readBlobs(
    root,
    paths.flatMap((path) => blobs.get(path) ?? []),
  );
  return new Map(
    paths.flatMap((path) => {
      const text = texts.get(blobs.get(path) ?? "");
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}
