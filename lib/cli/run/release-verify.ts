import { verifyStore } from "../../releases/verify.ts";
import { UserError } from "../../base/user-error.ts";
import type { VerifyFlags } from "../commands/release-verify.ts";
import { lockedReleases } from "../../workspace/locked-releases.ts";
import { requireService } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { findRoot } from "../../workspace/root.ts";

export async function runVerify(io: Io, flags: VerifyFlags, service?: string): Promise<ExitCode> {
  if (service !== undefined) requireService(service);
  const store = await openDatastore(io, flags);
  const result = await verifyStore(store, { service, locks: locksAround(io.cwd) });
  io.out((await reporterOf(io, flags)).verified({ datastore: store.url, ...result }));
  return result.findings.length > 0 ? EXIT.refused : EXIT.done;
}

/** Outside of a project, as in an application's CI, there are no locks to look at. */
function locksAround(cwd: string): ReturnType<typeof lockedReleases> {
  let root: string;
  try {
    root = findRoot(cwd);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
  return lockedReleases(root);
}
