import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { quoted } from "../../base/text.ts";
import { ifExists, readIfExists } from "../../system/if-exists.ts";
import type { StateFiles } from "./state-files.ts";

/** Opens the state files in a directory. @param directory its absolute path; the engine requires that it exists before a run */
export const directoryState = (directory: string): StateFiles => ({
  url: pathToFileURL(directory).href,
  list: (folder) => Promise.resolve(ifExists(() => readdirSync(join(directory, folder))) ?? []),
  read: (path) => Promise.resolve(readIfExists(join(directory, path))),
  remove: (path) => Promise.resolve(rmSync(join(directory, path), { force: true })),
  nameOf: (path) => join(directory, path),
  restoreCommand: (from, to) => `cp ${quoted(join(directory, from))} ${quoted(join(directory, to))}`,
});
