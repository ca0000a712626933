import { DEFAULTS } from "../../model/defaults.ts";
import { findRelease } from "../../releases/find-release.ts";
import { listServices } from "../../releases/list.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireService } from "./names.ts";
import type { ReleaseResult } from "./results.ts";

/** Shows one release with the channels that name it. @param wanted an id, a tag or a channel. @throws UserError NOT_FOUND, UNREADABLE, DATASTORE */
export async function show(
  context: AppContext,
  options: DatastoreOptions,
  service: string,
  wanted: string = DEFAULTS.channel,
): Promise<ReleaseResult> {
  requireService(service);
  const store = await openDatastore(context, options);
  const release = await findRelease(store, service, wanted);
  const naming = (await listServices(store)).filter(({ pointers }) => pointers.get(service)?.release === release.id);
  return { datastore: store.url, release, channels: naming.map(({ name }) => name) };
}
