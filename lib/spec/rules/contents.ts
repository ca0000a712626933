import { isHostName } from "../names.ts";
import type { ServiceRule } from "./rule.ts";

/** The first line of a private key in PEM, whatever its kind. */
export const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The API server refuses a ConfigMap above 1 MiB; keys and metadata need some of it. */
const MAX_FILES_LENGTH = 900_000;

/** The key that a config file has in its ConfigMap. */
export const fileKey = (path: string): string => path.slice(1).replaceAll("/", "__");

/** Config files have places of their own and hold no secret. */
export const filesRule: ServiceRule = ({ files }, report) => {
  let length = 0;
  const keys = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    const at = `files.${path}`;
    if (!/^(?:\/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(path)) {
      report(at, `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`);
    } else if (path === "/tmp" || path.startsWith("/tmp/") || path.startsWith("/var/run/fairlead/")) {
      report(at, "the directory is one that Fairlead mounts");
    }
    const other = keys.get(fileKey(path));
    if (other !== undefined) report(at, `cannot stand beside "${other}": both are "${fileKey(path)}" in the ConfigMap`);
    keys.set(fileKey(path), path);
    if (PRIVATE_KEY.test(content)) report(at, "holds a private key", "put it into Secret Manager and use a secret() need");
    length += path.length + content.length;
  }
  if (length > MAX_FILES_LENGTH) report("files", `${length} characters are too many; a ConfigMap holds at most ${MAX_FILES_LENGTH}`);
};

/** A public host can be a host. */
export const publicRule: ServiceRule = (service, report) => {
  const route = service.public;
  if (route === undefined) return;
  if (route.host !== undefined && !isHostName(route.host)) report("public.host", `"${route.host}" is not a host name`);
  if (!isHostName(route.subdomain)) report("public.subdomain", `"${route.subdomain}" is not a DNS name`);
  for (const path of route.paths) {
    if (/[^A-Za-z0-9/._~-]/.test(path) || path.includes("//")) report("public.paths", `"${path}" is not a path prefix`);
  }
};
