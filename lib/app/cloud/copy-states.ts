import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stateFile, type StateFiles } from "../../pulumi/state/state-files.ts";
import { makeDirectories } from "../../system/make-directories.ts";

/** The Pulumi stacks of a project whose states are copied. */
export interface CopiedStates {
  readonly files: StateFiles;
  readonly project: string;
  readonly shards: readonly string[];
}

/** Copies states into a directory that the engine takes as a backend. A run on the copies takes no lock, and the states stay. */
export async function copyStates({ files, project, shards }: CopiedStates, directory: string): Promise<void> {
  makeDirectories(join(directory, ".pulumi"));
  // The engine takes a directory without it for one of an old layout.
  writeFileSync(join(directory, ".pulumi", "meta.yaml"), "version: 1\n");
  for (const shard of shards) {
    const path = stateFile(project, shard);
    const text = await files.read(path);
    if (text === undefined) continue;
    makeDirectories(dirname(join(directory, path)));
    writeFileSync(join(directory, path), text);
  }
}
