import { findRelease } from "../../releases/find-release.ts";
import { listServices } from "../../releases/list.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { ShowFlags } from "../commands/release-show.ts";
import { requireService } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runShow(io: Io, flags: ShowFlags, service: string, wanted: string = DEFAULTS.channel): Promise<ExitCode> {
  requireService(service);
  const store = await openDatastore(io, flags);
  const release = await findRelease(store, service, wanted);
  const naming = (await listServices(store)).filter(({ pointers }) => pointers.get(service)?.release === release.id);
  io.out(reporterOf(io, flags).release({ datastore: store.url, release, channels: naming.map(({ name }) => name) }));
  return EXIT.done;
}
