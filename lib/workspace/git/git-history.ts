import { relative } from "node:path";
import { GENERATED_ROOT } from "../../render/layout.ts";
import type { History } from "../workspace.ts";
import { gitSetting, hasCommits, placeOf } from "./repository.ts";

/**
 * Opens the git history of a generated tree. Loads the code of each question on demand: most commands ask few.
 * @param specs the root of the specs
 * @param root the root of the generated tree: the same one, or that of a separate ops repository
 */
export function gitHistory(specs: string, root: string): History {
  const placeOfSpecs = once(() => placeOf(specs));
  const place = specs === root ? placeOfSpecs : once(() => placeOf(root));
  const log = once(async () => new (await import("./lock-log.ts")).LockLog(root));
  return {
    state: async () => (await import("./history-state.ts")).historyState(root, await place()),
    pairs: async (questions, locks) => (await import("./lock-history.ts")).readLockHistory(await log(), questions, locks),
    since: async (question) => (await import("./pair-times.ts")).pairTimes(await log(), question),
    changes: async (question) => (await import("./entry-changes.ts")).entryChanges(await log(), question),
    deploys: async () => (await import("./deploys/deploy-log.ts")).readDeployLog(await log()),
    stepsSince: async (since) => (await import("./deploys/lock-steps.ts")).lockStepsSince(await log(), since),
    contains: async (path) => {
      const repository = await place();
      return repository !== undefined && !relative(repository.top, path).startsWith("..");
    },
    uncommitted: async () => {
      const repository = await place();
      if (repository === undefined) return [];
      const { uncommittedFiles } = await import("./uncommitted.ts");
      return (await uncommittedFiles(root, repository.prefix)).map((file) => file.slice(GENERATED_ROOT.length + 1));
    },
    uncommittedSources: async (others) => {
      const { uncommittedFiles, uncommittedSources } = await import("./uncommitted.ts");
      const sources = await uncommittedSources(specs, (await placeOfSpecs())?.prefix ?? "", others);
      return specs === root ? sources : [...sources, ...(await uncommittedFiles(root, (await place())?.prefix ?? ""))];
    },
    leftOut: async () => {
      if ((await placeOfSpecs()) === undefined) return [];
      return (await import("./uncommitted.ts")).leftOutSources(specs);
    },
    committed: (paths) => committedTexts(root, paths),
    lastChanges: async (files) => (await import("./blame.ts")).whoChanged(root, files),
    setting: (name) => gitSetting(root, name),
  };
}

/** Returns a function that asks once, and gives each later caller the same answer. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

async function committedTexts(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!(await hasCommits(root))) return new Map();
  const { blobsAt, readBlobs } = await import("./revision-source.ts");
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
