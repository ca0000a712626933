import { verifyStore } from "../../releases/verify.ts";
import { lockedReleases } from "../../workspace/locked-releases.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireKnownService, requireService, workspaceAround } from "./names.ts";
import type { VerifiedResult } from "./results.ts";

/** Checks every object in the datastore and lists the problems. @param service only this service. @throws UserError NOT_FOUND, DATASTORE */
export async function verify(context: AppContext, options: DatastoreOptions, service?: string): Promise<VerifiedResult> {
  requireService(service);
  const store = await openDatastore(context, options);
  const workspace = await workspaceAround(context, "all");
  const locks = workspace === undefined ? [] : lockedReleases(workspace.tree);
  const verified = await verifyStore(store, { service, locks });
  const isEmpty = verified.counts.services === 0 && verified.findings.length === 0;
  if (service !== undefined && isEmpty) await requireKnownService(context, store, service);
  return { datastore: store.url, ...verified };
}
