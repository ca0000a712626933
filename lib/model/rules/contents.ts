import { isHostName } from "../../base/dns-names.ts";
import type { ServiceRule } from "./rule.ts";

/** The first line of a private key in PEM, whatever its kind. */
export const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The API server refuses a ConfigMap above 1 MiB; keys and metadata need some of it. */
const MAX_FILES_BYTES = 900_000;

const MOUNTED = ["/tmp", "/var/run/fairlead"];

/** The key that a config file has in its ConfigMap. */
export const fileKey = (path: string): string => path.slice(1).replaceAll("/", "__");

/** Config files have places of their own and hold no secret. */
export const filesRule: ServiceRule = ({ files }, report) => {
  let bytes = 0;
  const keys = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    const at = `files.${path}`;
    const wrong = pathProblem(path, files);
    const other = keys.get(fileKey(path));
    if (wrong !== undefined) report(at, wrong);
    else if (other !== undefined) report(at, `cannot stand beside "${other}": both are "${fileKey(path)}" in the ConfigMap`);
    keys.set(fileKey(path), path);
    if (PRIVATE_KEY.test(content)) report(at, "holds a private key", "put it into Secret Manager and use a secret() need");
    bytes += new TextEncoder().encode(`${path}${content}`).length;
  }
  if (bytes > MAX_FILES_BYTES) report("files", `${bytes} bytes are too many; a ConfigMap holds at most ${MAX_FILES_BYTES}`);
};

function pathProblem(path: string, files: Readonly<Record<string, string>>): string | undefined {
  const key = fileKey(path);
  // A ConfigMap's keys may not start with two points.
  if (!/^(?:\/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(path) || key.startsWith("..")) {
    return `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`;
  }
  if (key.length > 253) return `has ${key.length} characters in the ConfigMap; at most 253 fit`;
  if (MOUNTED.some((directory) => path === directory || path.startsWith(`${directory}/`)))
    return "the directory is one that Fairlead mounts";
  const around = Object.keys(files).find((other) => other !== "" && path.startsWith(`${other}/`));
  return around === undefined ? undefined : `cannot be inside "${around}", which is a file`;
}

/** A public host can be a host. */
export const publicRule: ServiceRule = (service, report) => {
  const route = service.public;
  if (route === undefined) return;
  if (route.host !== undefined && !isHostName(route.host)) report("public.host", `"${route.host}" is not a host name`);
  if (!isHostName(route.subdomain)) report("public.subdomain", `"${route.subdomain}" is not a DNS name`);
  for (const path of route.paths) {
    if (/[^A-Za-z0-9/._~-]/.test(path) || /\/(?:\/|\.\.?(?:\/|$))/.test(path)) report("public.paths", `"${path}" is not a path prefix`);
  }
};
