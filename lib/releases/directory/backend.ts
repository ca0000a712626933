import { join, resolve } from "node:path";
import type { Backend } from "../backend.ts";

/** Milliseconds to wait for another process. */
const WAIT_MS = 60_000;

/** A directory on this machine: `file:releases`. */
export const directoryBackend: Backend = {
  scheme: "file:",
  help: "file:<directory>",
  place: "local",
  parse: (url) => {
    const location = url.slice("file:".length);
    return location === "" || location.includes("\0") ? undefined : { url, location, prefix: "" };
  },
  open: async ({ url, location }, { root, deadlineMs = WAIT_MS }) =>
    (await import("./directory-store.ts")).directoryStore(url, resolve(root, location), { waitMs: deadlineMs }),
  repairHint: ({ location }, object) => `restore ${join(location, object)} from git or a backup`,
};
