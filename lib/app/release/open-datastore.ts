import { openStore } from "../../releases/open.ts";
import type { Store } from "../../releases/store.ts";
import { type Datastore, datastoreOf } from "../../model/config.ts";
import { UserError } from "../../base/user-error.ts";
import type { DatastoreFlags } from "../../cli/command.ts";
import type { Io } from "../../cli/io.ts";
import { loadConfig } from "../../workspace/specs/load-fleet.ts";
import { findRoot } from "../../workspace/root.ts";

/** The environment's word for `--datastore`: a CI sets it once. */
export const DATASTORE_VARIABLE = "FAIRLEAD_DATASTORE";

/** Opens the datastore that the flags, the environment or the project around the directory name, in this order. */
export async function openDatastore(io: Io, flags: DatastoreFlags): Promise<Store> {
  const given = flags.datastore ?? (io.env[DATASTORE_VARIABLE] || undefined);
  const root = given === undefined ? findDatastoreRoot(io.cwd) : io.cwd;
  return openAt(io, root, given === undefined ? datastoreOf(await loadConfig(root)) : { url: given }, flags);
}

/** Opens the datastore of a project that is loaded already, unless the flags or the environment name another. */
export function openProjectDatastore(io: Io, flags: DatastoreFlags, root: string, configured: Datastore): Promise<Store> {
  const given = flags.datastore ?? (io.env[DATASTORE_VARIABLE] || undefined);
  return given === undefined ? openAt(io, root, configured, flags) : openAt(io, io.cwd, { url: given }, flags);
}

const openAt = (io: Io, root: string, { url, apiEndpoint }: Datastore, { apiEndpoint: flag, deadline }: DatastoreFlags): Promise<Store> =>
  openStore(url, {
    root,
    apiEndpoint: flag ?? apiEndpoint,
    deadlineMs: deadline === undefined ? undefined : deadline * 1000,
    onRetry: (what) => io.err(`${what}\n`),
  });

function findDatastoreRoot(cwd: string): string {
  try {
    return findRoot(cwd);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError("USAGE", `no datastore is named, and there is no project in ${cwd}`, {
      hint: `--datastore gs://<bucket>/<prefix>, or ${DATASTORE_VARIABLE} in the environment`,
      cause: error,
    });
  }
}
