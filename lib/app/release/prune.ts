import { DAY_MS } from "../../base/duration.ts";
import { planPrune, pruneStore, readPrunable } from "../../releases/prune.ts";
import { namedByLocks } from "../../workspace/named-by-locks.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireKnownService, requireService } from "./names.ts";
import type { PrunedResult } from "./results.ts";

export interface PruneRequest extends DatastoreOptions {
  /** @default all services */
  readonly service?: string | undefined;
  /** The number of newest builds of each service that stay. */
  readonly keep: number;
  /** The number of days for which every build stays. */
  readonly days: number;
  /** True if records are deleted, false if the plan is only shown. */
  readonly yes: boolean;
}

/** The number of deleted records between two events. */
const EVENT_EVERY = 500;

/** Plans which old records are deleted, and deletes them if asked. @throws UserError NO_PROJECT, INVALID_SPEC, UNREADABLE, DATASTORE; REFUSED without locks */
export async function prune(context: AppContext, request: PruneRequest): Promise<PrunedResult> {
  const { service, keep, days, yes } = request;
  requireService(service);
  // Outside of a project, the releases that locks name are unknown.
  const locked = await namedByLocks(await context.workspace());
  const store = await openDatastore(context, request);
  const { records, named } = await readPrunable(store, service);
  if (service !== undefined && records.length === 0) await requireKnownService(context, store, service);
  const now = context.writer.now();
  const olderThan = new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const plan = planPrune(records, named.union(locked()), { now, keep, olderThan });
  const onProgress = (done: number, total: number): void => {
    if (done % EVENT_EVERY === 0) context.onEvent({ kind: "records-pruned", done, total });
  };
  const pruned = yes ? await pruneStore(store, plan, { named: locked, onProgress }) : undefined;
  return { datastore: store.url, records: records.length, plan, pruned };
}
