import type { Report } from "../../base/problem.ts";
import { sizeProblem } from "../config-size.ts";
import { isUnset, NOTHING_TO_UNSET } from "../fields/env-values.ts";
import { filesOf } from "../fields/files.ts";
import { isMountPath } from "../mount-paths.ts";
import { SECRET_HINTS } from "../secrets/hints.ts";
import { secretIn } from "../secrets/secret-shape.ts";
import { allowedBy } from "./allowed-texts.ts";
import type { ServiceRule } from "./rule.ts";

/** Returns the key of a config file in its ConfigMap. */
export const fileKey = (path: string): string => path.slice(1).replaceAll("/", "__");

/** Checks the config files. If a layer has a function, `compile` checks them. */
export const filesRule: ServiceRule = (service, report) => {
  const { fileLayers, files } = service;
  if (fileLayers.some(({ value }) => typeof value === "function")) return;
  checkUnset(service, report);
  checkFiles(files, allowedBy(service), report);
};

/** Checks that config files have valid paths and separate keys, contain no secret and fit into a ConfigMap. */
export function checkFiles(files: Readonly<Record<string, string>>, isAllowed: (text: string) => boolean, report: Report): void {
  const keys = new Map<string, string>();
  for (const path of Object.keys(files)) {
    const at = `files.${path}`;
    const wrong = pathProblem(path);
    const other = keys.get(fileKey(path));
    if (wrong !== undefined) report(at, wrong);
    else if (other !== undefined) report(at, `conflicts with "${other}": both have the key "${fileKey(path)}" in the ConfigMap`);
    keys.set(fileKey(path), path);
  }
  checkContents(files, "files", { report, isAllowed });
}

/** Reports each file that a layer removes and no lower layer sets. */
function checkUnset({ fileLayers }: Parameters<ServiceRule>[0], report: Report): void {
  fileLayers.forEach(({ value }, index) => {
    const lower = filesOf(fileLayers.slice(0, index).map((layer) => layer.value));
    for (const [path, content] of Object.entries(value)) {
      if (isUnset(content) && !Object.hasOwn(lower, path)) report(`files.${path}`, NOTHING_TO_UNSET);
    }
  });
}

interface ContentsCheck {
  readonly report: Report;
  /** True if `plain` allows a string that looks like a secret. */
  readonly isAllowed: (text: string) => boolean;
}

/** Checks that contents have no secret and fit into a ConfigMap. */
export function checkContents(files: Readonly<Record<string, string>>, at: string, { report, isAllowed }: ContentsCheck): void {
  for (const [name, content] of Object.entries(files)) {
    const secret = secretIn(content);
    if (secret !== undefined && !isAllowed(content)) report(`${at}.${name}`, `contains ${secret}`, SECRET_HINTS.text);
  }
  const size = sizeProblem(Object.entries(files));
  if (size !== undefined) report(at, size);
}

function pathProblem(path: string): string | undefined {
  const key = fileKey(path);
  // A ConfigMap's keys must not start with two dots.
  if (!isMountPath(path) || key.startsWith("..")) return `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`;
  return key.length > 253 ? `the key in the ConfigMap has ${key.length} characters; at most 253 fit` : undefined;
}
