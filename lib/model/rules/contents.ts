import { isHostName } from "../../base/dns-names.ts";
import { utf8Bytes } from "../../base/text.ts";
import { MOUNTED_DIRECTORIES } from "../mount-paths.ts";
import type { ServiceRule } from "./rule.ts";

/** The first line of a private key in PEM, such as `RSA PRIVATE KEY`. */
export const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The API server refuses a ConfigMap above 1 MiB, and its metadata needs some of that. */
const MAX_FILES_BYTES = 900_000;

/** Returns the key of a config file in its ConfigMap. */
export const fileKey = (path: string): string => path.slice(1).replaceAll("/", "__");

/** Checks that config files have separate, valid paths, contain no private key and fit into a ConfigMap. */
export const filesRule: ServiceRule = ({ files }, report) => {
  let bytes = 0;
  const keys = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    const at = `files.${path}`;
    const wrong = pathProblem(path, files);
    const other = keys.get(fileKey(path));
    if (wrong !== undefined) report(at, wrong);
    else if (other !== undefined) report(at, `conflicts with "${other}": both have the key "${fileKey(path)}" in the ConfigMap`);
    keys.set(fileKey(path), path);
    if (PRIVATE_KEY.test(content)) report(at, "contains a private key", "put it into Secret Manager, and declare a secret() need");
    bytes += utf8Bytes(`${path}${content}`);
  }
  if (bytes > MAX_FILES_BYTES) report("files", `has ${bytes} bytes; a ConfigMap holds at most ${MAX_FILES_BYTES}`);
};

function pathProblem(path: string, files: Readonly<Record<string, string>>): string | undefined {
  const key = fileKey(path);
  // A ConfigMap's keys must not start with two dots.
  if (!/^(?:\/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(path) || key.startsWith("..")) {
    return `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`;
  }
  if (key.length > 253) return `the key in the ConfigMap has ${key.length} characters; at most 253 fit`;
  if (MOUNTED_DIRECTORIES.some((directory) => path === directory || path.startsWith(`${directory}/`)))
    return "Fairlead mounts another volume in this directory";
  const parent = Object.keys(files).find((other) => other !== "" && path.startsWith(`${other}/`));
  return parent === undefined ? undefined : `cannot be inside "${parent}", which is a file`;
}

/** Checks the host, the subdomain and the paths of a public route. */
export const publicRule: ServiceRule = (service, report) => {
  const route = service.public;
  if (route === undefined) return;
  if (route.host !== undefined && !isHostName(route.host)) report("public.host", `"${route.host}" is not a host name`);
  if (!isHostName(route.subdomain)) report("public.subdomain", `"${route.subdomain}" is not a DNS name`);
  for (const path of route.paths) {
    if (/[^A-Za-z0-9/._~-]/.test(path) || /\/(?:\/|\.\.?(?:\/|$))/.test(path)) report("public.paths", `"${path}" is not a path prefix`);
  }
};
