import { shorten } from "../base/text.ts";
import { RESERVED_ENTRIES } from "./reserved-entries.ts";

/** The name of a Service, a namespace or a port. Source: RFC 1123 label, starting with a letter as Services need. */
const LABEL = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * The maximum length of a service or stack name. `<stack>-<service>` names the Application and must fit in a label value (63).
 * `<service>-<job>` names a pod, and its generated suffix needs 16 characters more.
 */
export const MAX_NAME_LENGTH = 40;

/** File names that Windows refuses, with any extension. People check the generated tree out there, too. */
const WINDOWS_DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Names that Fairlead's own layout uses inside a stack's directory. */
const RESERVED = new Set([...RESERVED_ENTRIES, "applications", "services", "argocd", "versions", "pipeline"]);

/** Names of files that say which tool reads a directory, in lower case. Argo CD looks for them, and some file systems ignore case. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ["kustomization", "Kustomize"],
  ["chart", "Helm"],
]);

/** Returns the name that references use. Untyped input may name a service or stack with any value, which a rule reports. */
export const referenceName = (name: unknown): string => (typeof name === "string" ? name : "(not a string)");

/** Returns the reason why `name` cannot name a service or a stack, or undefined if it can. */
export function nameProblem(name: unknown): string | undefined {
  if (typeof name !== "string") return "the name must be a string";
  const shown = shorten(name);
  if (name.length > MAX_NAME_LENGTH) {
    return `"${shown}" has ${name.length} characters; at most ${MAX_NAME_LENGTH} fit, because <stack>-<service> must fit in 63`;
  }
  if (!LABEL.test(name)) return `"${shown}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`;
  if (WINDOWS_DEVICES.test(name)) return `"${name}" is a device name on Windows, so no file can have it`;
  if (RESERVED.has(name)) return `"${name}" is reserved for Fairlead's own layout`;
  const tool = TOOLS.get(name);
  return tool === undefined ? undefined : `"${name}" names a file of ${tool}, so Argo CD would read the directory in another way`;
}

/** Returns the reason why a path such as `shop/cart` cannot lead to a service, or undefined if it can. */
export function specPathProblem(path: string): string | undefined {
  const folders = path.split("/");
  const problem = nameProblem(folders.pop());
  const folder = folders.find((each) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(each) || each.endsWith(".ts") || each === "node_modules");
  return problem ?? (folder === undefined ? undefined : `"${shorten(folder)}" cannot be a folder of services`);
}

/** Returns the reason why `name` cannot name a port, a need or a container, or undefined if it can. `what` names the thing. */
export function shortNameProblem(name: string, what: string, maximum = 15): string | undefined {
  if (name.length > maximum) return `the ${what} name "${name}" has ${name.length} characters; at most ${maximum} fit`;
  if (!LABEL.test(name)) return `the ${what} name "${name}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`;
  // Source: RFC 6335, section 5.1. Names of other things may have them.
  if (what === "port" && name.includes("--")) return `the port name "${name}" has two dashes in a row`;
  return undefined;
}
