/** The place of the cloud's state. */
export type StateAddress =
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "bucket"; readonly bucket: string; readonly prefix: string };

/** The forms of an address. */
export const STATE_FORMS = "file:<directory> or gs://<bucket>/<prefix>";

/** Parses the address of a state: `file:<directory>` or `gs://<bucket>/<prefix>`. Undefined for any other string. */
export function parseStateAddress(address: string): StateAddress | undefined {
  const [, directory] = /^file:(?!\/\/)([^\0]+)$/.exec(address) ?? [];
  if (directory !== undefined) return { kind: "directory", directory };
  const [, bucket, path = ""] = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:\/([\w./-]*))?$/.exec(address) ?? [];
  const folder = path.replace(/^\/+|\/+$/g, "");
  return bucket === undefined ? undefined : { kind: "bucket", bucket, prefix: folder === "" ? "" : `${folder}/` };
}
