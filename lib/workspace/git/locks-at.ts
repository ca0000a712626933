import { parseLock } from "../../render/parse-lock.ts";
import { parseLockEntries } from "../../render/parse-lock-entries.ts";
import type { Lock } from "../../resolve/lock.ts";
import { lockFile } from "./lock-commits.ts";
import { batchCheck, readBlobs } from "./revision-source.ts";

/** The number of services of which entries are read alone. The whole lock is read for more. */
const FEW = 50;

/** A stack whose lock is read. */
export interface StackToRead {
  readonly stack: string;
  /** Earlier names of the stack, newest first. If the stack has no lock, the newest that has one counts. */
  readonly formerStacks: readonly string[];
  readonly services: readonly string[];
}

/** Reads entries of locks at a commit. A lock that cannot be read is empty. @throws UserError GIT */
export function locksAt(root: string, commit: string, stacks: readonly StackToRead[]): ReadonlyMap<string, Lock> {
  const places = stacks.map(({ stack, formerStacks }) => [stack, ...formerStacks].map((name) => `${commit}:./${lockFile(name)}`));
  const ids = batchCheck(root, places.flat());
  const blobs = places.map((names) => names.map((place) => ids.get(place)).find((id) => id !== undefined) ?? "");
  const texts = readBlobs(root, [...new Set(ids.values())]);
  return new Map(stacks.map(({ stack, services }, at) => [stack, entriesIn(texts.get(blobs[at] ?? "") ?? "", services)]));
}

const entriesIn = (text: string, services: readonly string[]): Lock =>
  services.length > FEW ? parseLock(text, "").lock : parseLockEntries(text, "", services);
