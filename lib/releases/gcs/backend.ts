import type { Backend } from "../backend.ts";

/** `gs://<bucket>/<prefix>`, with the bucket names of Cloud Storage. */
const ADDRESS = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:\/(.*))?$/;

/** A bucket of Google Cloud Storage, with an optional prefix: `gs://acme-releases/shop`. */
export const gcsBackend: Backend = {
  scheme: "gs:",
  help: "gs://<bucket>/<prefix>",
  place: "remote",
  parse: (url) => {
    const [, location, path = ""] = ADDRESS.exec(url) ?? [];
    const folder = path.replace(/^\/+|\/+$/g, "");
    return location === undefined ? undefined : { url, location, prefix: folder === "" ? "" : `${folder}/` };
  },
  open: async (address, options) => (await import("./gcs-store.ts")).gcsStore(address, options),
  repairHint: ({ location, prefix }, object) =>
    `gcloud storage objects update gs://${location}/${prefix}${object} --clear-custom-metadata; then Fairlead reads the object itself`,
};
