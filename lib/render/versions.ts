import { isRecord } from "../spec/values.ts";
import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Lock, LockEntry } from "../compile/lock.ts";
import { isRepository, nameProblem, suggestion } from "../spec/names.ts";
import type { Problem } from "../spec/problem.ts";
import { inlineText } from "./yaml.ts";

/** The OCI distribution specification's grammar for tags. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const RELEASE = /^[0-9A-Za-z_-]{1,64}$/;

type Field = "tag" | "digest" | "image" | "release";

const FIELDS: Readonly<Record<Field, { readonly fits: (text: string) => boolean; readonly shape: string }>> = {
  digest: { fits: (text) => DIGEST.test(text), shape: '"sha256:" and 64 hex digits' },
  image: { fits: isRepository, shape: "an image repository without tag and digest" },
  release: { fits: (text) => RELEASE.test(text), shape: "the id of a release record" },
  tag: { fits: (text) => TAG.test(text), shape: "an image tag" },
};

/** The form in which Fairlead itself writes a line; reading a fleet's locks is fast because nearly all lines have it. */
const CANONICAL =
  /^([a-z][a-z0-9-]*): \{(?:digest: (sha256:[0-9a-f]{64}), )?(?:image: ([a-z][a-z0-9./_-]*), )?tag: (?:([A-Za-z0-9_][A-Za-z0-9._-]{0,127})|'([A-Za-z0-9_][A-Za-z0-9._-]{0,127})')\}$/;

export interface ReadLock {
  readonly lock: Lock;
  readonly problems: readonly Problem[];
}

/** Reads a stack's `versions.yaml`: one line a service, nothing unknown, nothing twice. `file` is named in problems. */
export function parseLock(text: string, file: string): ReadLock {
  return parseCanonical(text) ?? parseAny(text, file);
}

function parseCanonical(text: string): ReadLock | undefined {
  const lock = new Map<string, LockEntry>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, name, digest, image, plainTag, quotedTag] = CANONICAL.exec(line) ?? [];
    const tag = plainTag ?? quotedTag;
    if (name === undefined || tag === undefined || lock.has(name) || nameProblem(name) !== undefined) return undefined;
    if (image !== undefined && !isRepository(image)) return undefined;
    lock.set(name, { ...(digest === undefined ? {} : { digest }), ...(image === undefined ? {} : { image }), tag });
  }
  return { lock, problems: [] };
}

function parseAny(text: string, file: string): ReadLock {
  const problems: Problem[] = [];
  const report = (path: string, message: string, hint?: string): void => {
    problems.push({ file, path, message, ...(hint === undefined ? {} : { hint }) });
  };
  const lock = new Map<string, LockEntry>();
  const marker = text.split("\n").findIndex((line) => /^(?:<{7}|={7}|>{7})(?:\s|$)/.test(line));
  if (marker !== -1) {
    report(`line ${marker + 1}`, "an unresolved merge conflict", "keep one line a service, then: npx fairlead render");
    return { lock, problems };
  }
  for (const name of repeated(text)) report(name, "stands twice", "keep one line, then: npx fairlead render");
  // js-yaml takes comments alone for no document at all.
  if (problems.length > 0 || text.split("\n").every((line) => /^\s*(?:#|$)/.test(line))) return { lock, problems };
  let parsed: unknown;
  try {
    // Every scalar stays a text: a tag such as 1.10 must not become the number 1.1.
    parsed = load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report(error.mark === undefined ? "" : `line ${error.mark.line + 1}`, `is not YAML: ${error.reason}`);
    return { lock, problems };
  }
  if (!isRecord(parsed)) {
    if (text.trim() !== "") report("", "is not a list of `service: {digest: ..., tag: ...}` lines");
    return { lock, problems };
  }
  for (const [name, value] of Object.entries(parsed)) {
    const problem = nameProblem(name);
    if (problem !== undefined) report("", problem);
    else if (!isRecord(value)) report(name, "is not `{digest: ..., tag: ...}`");
    else {
      const entry = parseEntry(name, value, report);
      if (entry !== undefined) lock.set(name, entry);
    }
  }
  return { lock, problems };
}

function parseEntry(
  name: string,
  value: Readonly<Record<string, unknown>>,
  report: (path: string, message: string) => void,
): LockEntry | undefined {
  const known = Object.keys(FIELDS);
  let sound = true;
  const text: Partial<Record<Field, string>> = {};
  for (const [field, content] of Object.entries(value)) {
    if (!isField(field)) {
      report(`${name}.${field}`, `unknown field${suggestion(field, known)}`);
      sound = false;
    } else if (typeof content !== "string" || !FIELDS[field].fits(content)) {
      report(`${name}.${field}`, `${JSON.stringify(content)} is not ${FIELDS[field].shape}`);
      sound = false;
    } else text[field] = content;
  }
  const { tag, ...rest } = text;
  if (tag === undefined && !Object.hasOwn(value, "tag")) report(`${name}.tag`, "missing");
  return sound && tag !== undefined ? { ...rest, tag } : undefined;
}

const isField = (field: string): field is Field => Object.hasOwn(FIELDS, field);

/** Services with more than one line; js-yaml would name the first of them only. */
function repeated(text: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const [, quoted, plain] of text.matchAll(/^(?:['"]([^'"]+)['"]|([^\s#:'"]+))[ \t]*:/gm)) {
    const name = quoted ?? plain ?? "";
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}

/** The canonical form: services in order, one line each, so that two changes to two services never conflict. */
export function formatLock(lock: Lock): string {
  const lines = [...lock]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => {
      const fields = Object.keys(FIELDS)
        .filter(isField)
        .flatMap((field) => {
          const text = entry[field];
          return text === undefined ? [] : [`${field}: ${inlineText(text)}`];
        });
      return `${inlineText(name)}: {${fields.join(", ")}}\n`;
    });
  return lines.join("");
}
