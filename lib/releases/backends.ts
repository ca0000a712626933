import { resolve } from "node:path";
import { hasInvisible, showInvisible } from "../base/invisible.ts";
import type { Address, Backend } from "./backend.ts";
import { directoryBackend } from "./directory/backend.ts";
import { gcsBackend } from "./gcs/backend.ts";

/** Every kind of datastore: one folder, and one line here. */
const BACKENDS: readonly Backend[] = [directoryBackend, gcsBackend];

/** The schemes of all backends. */
export const SCHEMES: readonly string[] = BACKENDS.map(({ scheme }) => scheme);

/** The forms of all addresses: `file:<directory> or gs://<bucket>/<prefix>`. */
export const ADDRESS_FORMS = BACKENDS.map(({ help }) => help).join(" or ");

/** Parses the address of a datastore. Undefined if no backend accepts it. */
export function parseAddress(url: string): { readonly backend: Backend; readonly address: Address } | undefined {
  if (hasInvisible(url)) return undefined;
  const backend = BACKENDS.find(({ scheme }) => url.startsWith(scheme));
  const address = backend?.parse(url);
  return backend === undefined || address === undefined ? undefined : { backend, address };
}

/** Returns the problem of an address. Empty if a backend accepts it. */
export const addressProblemOf = (url: string): string =>
  hasInvisible(url)
    ? `"${showInvisible(url)}" has invisible characters, so it is not the address of a datastore: ${ADDRESS_FORMS}`
    : parseAddress(url) === undefined
      ? `"${url}" is not the address of a datastore: ${ADDRESS_FORMS}`
      : "";

/** Returns the directory of a local datastore. Undefined if the datastore is remote. */
export function localDirectory(url: string, root: string): string | undefined {
  const parsed = parseAddress(url);
  return parsed?.backend.place === "local" ? resolve(root, parsed.address.location) : undefined;
}

/** Returns how a person repairs an object whose metadata differ from its content. */
export function repairHint(url: string, object: string): string {
  const parsed = parseAddress(url);
  return parsed === undefined ? `repair ${object} by hand` : parsed.backend.repairHint(parsed.address, object);
}
