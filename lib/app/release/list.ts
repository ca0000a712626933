import { listReleases, listServices } from "../../releases/list.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireKnownService, requireService } from "./names.ts";
import type { ChannelsResult, ReleasesResult } from "./results.ts";

/** Lists what each channel names. @throws UserError DATASTORE */
export async function listChannels(context: AppContext, options: DatastoreOptions): Promise<ChannelsResult> {
  const store = await openDatastore(context, options);
  return { datastore: store.url, channels: await listServices(store) };
}

/** Lists the newest releases of a service. @throws UserError USAGE, NOT_FOUND, DATASTORE */
export async function list(context: AppContext, options: DatastoreOptions, service: string, limit: number): Promise<ReleasesResult> {
  requireService(service);
  const store = await openDatastore(context, options);
  const releases = await listReleases(store, service, limit);
  if (releases.length === 0) await requireKnownService(context, store, service);
  return { datastore: store.url, service, releases };
}
