import { FAIRLEAD } from "../base/fairlead.ts";
import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Problem, Report } from "../base/problem.ts";
import { isRecord } from "../base/values.ts";
import { entryTexts } from "./entry-texts.ts";
import { entryNameProblem } from "./entry-name.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { parseCanonicalLock } from "./canonical-lock.ts";
import { parseLockEntry } from "./parse-lock-entry.ts";

export interface ParsedLock {
  readonly lock: Lock;
  readonly problems: readonly Problem[];
}

/** Reads a stack's `versions.yaml` strictly: one entry a service, known fields, valid values. @param file the path that problems name */
export function parseLock(text: string, file: string): ParsedLock {
  const fast = parseCanonicalLock(text) ?? parseEntries(text);
  if (fast !== undefined) return { lock: fast, problems: [] };
  const problems: Problem[] = [];
  const lock = parseYamlLock(text, (path, message, hint) => {
    problems.push({ file, path, message, ...(hint === undefined ? {} : { hint }) });
  });
  return { lock, problems };
}

/** Reads each entry alone: a few have a hold, which only the YAML parser can read. @returns undefined if an entry has a problem */
function parseEntries(text: string): Lock | undefined {
  const texts = entryTexts(text);
  if (texts === undefined) return undefined;
  const lock = new Map<string, LockEntry>();
  let isValid = true;
  const report = (): void => void (isValid = false);
  for (const [service, lines] of texts) {
    const entry = (parseCanonicalLock(lines) ?? parseYamlLock(lines, report)).get(service);
    if (entry === undefined || !isValid) return undefined;
    lock.set(service, entry);
  }
  return lock;
}

function parseYamlLock(text: string, report: Report): Lock {
  const lock = new Map<string, LockEntry>();
  const lines = text.split("\n");
  const conflict = lines.findIndex((line) => /^(?:<{7}|={7}|>{7})(?:\s|$)/.test(line));
  if (conflict !== -1) {
    report(`line ${conflict + 1}`, "an unresolved merge conflict", `keep one entry a service, then: ${FAIRLEAD} render`);
    return lock;
  }
  const repeated = repeatedServices(text);
  for (const name of repeated) report(name, "is listed twice", `keep one entry, then: ${FAIRLEAD} render`);
  // js-yaml refuses a file of comments alone.
  if (repeated.size > 0 || lines.every((line) => /^\s*(?:#|$)/.test(line))) return lock;
  const services = loadYaml(text, report);
  if (services === undefined) return lock;
  if (!isRecord(services)) {
    report("", "is not a map of services, each with `digest` and `tag`");
    return lock;
  }
  for (const [name, value] of Object.entries(services)) {
    const problem = entryNameProblem(name);
    if (problem !== undefined) report("", problem);
    else if (!isRecord(value)) report(name, "is not a map with `digest` and `tag`");
    else {
      const entry = parseLockEntry(name, value, report);
      if (entry !== undefined) lock.set(name, entry);
    }
  }
  return lock;
}

/** Parses YAML whose scalars all stay strings: the tag 1.10 must not become the number 1.1. */
function loadYaml(text: string, report: Report): unknown {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report(error.mark === undefined ? "" : `line ${error.mark.line + 1}`, `is not YAML: ${error.reason}`);
    return undefined;
  }
}

/** Finds every service with more than one entry; js-yaml names only the first. */
function repeatedServices(text: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [, quoted, plain] of text.matchAll(/^(?:['"]([^'"]+)['"]|([^\s#:'"]+))[ \t]*:/gm)) {
    const name = quoted ?? plain ?? "";
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return repeated;
}
