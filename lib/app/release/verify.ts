import { verifyStore } from "../../releases/verify.ts";
import { lockedReleases } from "../../workspace/locked-releases.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireService, workspaceAround } from "./names.ts";
import type { VerifiedResult } from "./results.ts";

/** Checks every object in the datastore and lists the problems. @param service only this service. @throws UserError DATASTORE */
export async function verify(context: AppContext, options: DatastoreOptions, service?: string): Promise<VerifiedResult> {
  requireService(service);
  const store = await openDatastore(context, options);
  const workspace = workspaceAround(context);
  const locks = workspace === undefined ? [] : lockedReleases(workspace.tree);
  return { datastore: store.url, ...(await verifyStore(store, { service, locks })) };
}
