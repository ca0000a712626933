import { planPrune, pruneStore, readPrunable } from "../../releases/prune.ts";
import type { PruneFlags } from "../commands/release-prune.ts";
import { lockedReleases } from "../../workspace/locked-releases.ts";
import { requireService } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { WRITER } from "../../app/release/writer.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { findRoot } from "../../workspace/root.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Deleting is slow over a network; a line now and then says that it goes on. */
const PROGRESS_EVERY = 500;

export async function runPrune(io: Io, flags: PruneFlags, service?: string): Promise<ExitCode> {
  if (service !== undefined) requireService(service);
  // Without a project nobody knows what locks name.
  const locked = new Set(lockedReleases(findRoot(io.cwd)).map(({ release }) => release));
  const store = await openDatastore(io, flags);
  const { records, named } = await readPrunable(store, service);
  const now = WRITER.now();
  const olderThan = new Date(Date.parse(now) - flags.days * DAY_MS).toISOString();
  const plan = planPrune(records, named.union(locked), { now, keep: flags.keep, olderThan });
  const onProgress = (done: number, total: number): void => {
    if (done % PROGRESS_EVERY === 0) io.err(`${done} of ${total}\n`);
  };
  const pruned = flags.yes ? await pruneStore(store, plan, { named: locked, onProgress }) : undefined;
  io.out((await reporterOf(io, flags)).pruned({ datastore: store.url, records: records.length, plan, pruned }));
  return EXIT.done;
}
