import { UserError } from "../base/user-error.ts";
import { type Datastore, datastoreOf } from "../model/config.ts";
import { addressProblemOf } from "../releases/backends.ts";
import { openStore } from "../releases/open.ts";
import type { Store } from "../releases/store.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { AppContext } from "./context.ts";

/** Options of every command that opens the datastore. */
export interface DatastoreOptions {
  /** The address. @default FAIRLEAD_DATASTORE, or the one in the config */
  readonly datastore?: string | undefined;
  /** The address of the Cloud Storage API, such as an emulator's. @default Google's */
  readonly apiEndpoint?: string | undefined;
  /** Seconds for failing attempts, all retries together. @default 60 */
  readonly deadline?: number | undefined;
}

/** The environment variable that names the datastore. A CI sets it once. */
export const DATASTORE_VARIABLE = "FAIRLEAD_DATASTORE";

/** Opens the datastore of the options, of the environment, or of the repository around the working directory. @throws UserError USAGE, INVALID_SPEC */
export async function openDatastore(context: AppContext, options: DatastoreOptions): Promise<Store> {
  const named = nameIn(context, options);
  if (named !== undefined) return openAt(context, context.cwd, { url: named }, options);
  const workspace = await workspaceOf(context);
  return openAt(context, workspace.root, datastoreOf(await workspace.specs.loadConfig()), options);
}

/** Opens the datastore of the options, of the environment, or of a loaded project. */
export function openProjectDatastore(context: AppContext, options: DatastoreOptions, root: string, configured: Datastore): Promise<Store> {
  const named = nameIn(context, options);
  return named === undefined ? openAt(context, root, configured, options) : openAt(context, context.cwd, { url: named }, options);
}

/** Returns the problem of the address in the options or the environment. Empty if there is none. */
export function addressProblem(context: AppContext, options: DatastoreOptions): string {
  const named = nameIn(context, options);
  return named === undefined ? "" : addressProblemOf(named);
}

const nameIn = ({ env }: AppContext, { datastore }: DatastoreOptions): string | undefined =>
  datastore ?? (env[DATASTORE_VARIABLE] || undefined);

const openAt = ({ onEvent }: AppContext, root: string, { url, apiEndpoint }: Datastore, options: DatastoreOptions): Promise<Store> =>
  openStore(url, {
    root,
    apiEndpoint: options.apiEndpoint ?? apiEndpoint,
    deadlineMs: options.deadline === undefined ? undefined : options.deadline * 1000,
    onRetry: (message) => onEvent({ kind: "datastore-retries", message }),
  });

async function workspaceOf({ workspace }: AppContext): Promise<Workspace> {
  try {
    return await workspace("specs");
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "NO_PROJECT") throw error;
    throw new UserError("USAGE", `no datastore is named: ${error.message}`, {
      hint: `--datastore gs://<bucket>/<prefix>, or ${DATASTORE_VARIABLE} in the environment`,
      cause: error,
    });
  }
}
