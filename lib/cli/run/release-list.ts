import { listReleases, listServices } from "../../releases/list.ts";
import type { ListFlags } from "../commands/release-list.ts";
import { requireService } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runList(io: Io, flags: ListFlags, service?: string): Promise<ExitCode> {
  if (service !== undefined) requireService(service);
  const store = await openDatastore(io, flags);
  const reporter = await reporterOf(io, flags);
  if (service === undefined) {
    const channels = await listServices(store);
    io.out(reporter.channels({ datastore: store.url, channels }));
    return channels.some(({ broken }) => broken.size > 0) ? EXIT.input : EXIT.done;
  }
  const releases = await listReleases(store, service, flags.limit);
  io.out(reporter.releases({ datastore: store.url, service, releases }));
  return releases.some((release) => "problem" in release) ? EXIT.input : EXIT.done;
}
