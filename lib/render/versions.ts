import { suggestion } from "../base/suggestion.ts";
import { isRecord } from "../base/values.ts";
import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Hold, Lock, LockEntry } from "../resolve/lock.ts";
import { isDigest, isRepository, isTag } from "../model/image.ts";
import { nameProblem } from "../model/names.ts";
import { isReleaseId, RELEASE_ID_PATTERN } from "../releases/release-id.ts";
import type { Problem } from "../base/problem.ts";
import { inlineText } from "./yaml.ts";

const RELEASE = /^[0-9A-Za-z_-]{1,64}$/;
const COMMIT = /^[0-9a-f]{7,64}$/;

/** What a field holds: how it is read from its text, and the shape that a text must have. Fields are written in the order of their names. */
interface Field {
  readonly fits: (text: string) => boolean;
  readonly shape: string;
}

const release: Field = { fits: (text) => RELEASE.test(text), shape: "the id of a release record" };
const seq: Field = { fits: (text) => /^[1-9]\d{0,14}$/.test(text), shape: "a whole number from 1" };
const tag: Field = { fits: isTag, shape: "an image tag" };

const FIELDS: Readonly<Record<"digest" | "image" | "release" | "seq" | "tag", Field>> = {
  digest: { fits: isDigest, shape: '"sha256:" and 64 hex digits' },
  image: { fits: isRepository, shape: "an image repository without tag and digest" },
  release,
  seq,
  tag,
};

const HOLD_FIELDS: Readonly<Record<keyof Hold, Field>> = {
  by: { fits: (text) => text.length > 0 && text.length <= 200, shape: "a name of at most 200 characters" },
  commit: { fits: (text) => COMMIT.test(text), shape: "a git commit" },
  release,
  seq,
  tag,
};

/** The form in which Fairlead itself writes a line; reading a fleet's locks is fast because nearly all lines have it. */
const CANONICAL = new RegExp(
  String.raw`^([a-z][a-z0-9-]*): \{(?:digest: (sha256:[0-9a-f]{64}), )?(?:image: ([a-z][a-z0-9./_-]*), )?(?:release: (${RELEASE_ID_PATTERN}), )?(?:seq: ([1-9]\d{0,14}), )?tag: (?:([A-Za-z0-9_][A-Za-z0-9._-]{0,127})|'([A-Za-z0-9_][A-Za-z0-9._-]{0,127})')\}$`,
);

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
    const [, name, digest, image, release, seqText, plainTag, quotedTag] = CANONICAL.exec(line) ?? [];
    const tag = plainTag ?? quotedTag;
    if (name === undefined || tag === undefined || lock.has(name) || nameProblem(name) !== undefined) return undefined;
    if (image !== undefined && !isRepository(image)) return undefined;
    lock.set(name, {
      ...(digest === undefined ? {} : { digest }),
      ...(image === undefined ? {} : { image }),
      ...(release === undefined ? {} : { release }),
      ...(seqText === undefined ? {} : { seq: Number(seqText) }),
      tag,
    });
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

function parseEntry(name: string, value: Fields, report: FieldReport): LockEntry | undefined {
  const { hold: holdValue, ...rest } = value;
  const entry = parseFields(FIELDS, name, rest, ["tag"], report, [...Object.keys(FIELDS), "hold"]);
  if (!Object.hasOwn(value, "hold")) return entry === undefined ? undefined : entryOf(entry);
  if (!isRecord(holdValue)) {
    report(`${name}.hold`, "is not `{by: ..., tag: ...}`");
    return undefined;
  }
  const hold = parseFields(HOLD_FIELDS, `${name}.hold`, holdValue, ["by", "tag"], report);
  return entry === undefined || hold === undefined ? undefined : { ...entryOf(entry), hold: { by: "", ...entryOf(hold) } };
}

type Fields = Readonly<Record<string, unknown>>;
type FieldReport = (path: string, message: string) => void;
type Texts = Readonly<Record<string, string>>;

/** The texts of known fields; undefined where one is unknown, missing or malformed. */
function parseFields(
  fields: Readonly<Record<string, Field>>,
  at: string,
  value: Fields,
  required: readonly string[],
  report: FieldReport,
  known = Object.keys(fields),
): Texts | undefined {
  let sound = true;
  const refuse = (field: string, message: string): void => {
    report(`${at}.${field}`, message);
    sound = false;
  };
  const texts: Record<string, string> = {};
  for (const [name, content] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) refuse(name, `unknown field${suggestion(name, known)}`);
    else if (typeof content !== "string" || !field.fits(content)) refuse(name, `${JSON.stringify(content)} is not ${field.shape}`);
    else texts[name] = content;
  }
  for (const name of required) if (!Object.hasOwn(value, name)) refuse(name, "missing");
  return sound ? texts : undefined;
}

/** Numbers become numbers; everything else stays the text that it is. */
const entryOf = ({ seq: number, tag: version = "", ...texts }: Texts): LockEntry => ({
  ...texts,
  ...(number === undefined ? {} : { seq: Number(number) }),
  tag: version,
});

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
  const lines = [...lock].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => `${inlineText(name)}: ${formatFields(entry)}\n`);
  return lines.join("");
}

const ORDER = ["by", "commit", "digest", "hold", "image", "release", "seq", "tag"] as const;

function formatFields(fields: Partial<LockEntry & Hold>): string {
  const texts = ORDER.flatMap((field) => {
    const value = fields[field];
    if (value === undefined) return [];
    return `${field}: ${typeof value === "object" ? formatFields(value) : typeof value === "number" ? String(value) : flowText(value)}`;
  });
  return `{${texts.join(", ")}}`;
}

/** A text inside `{...}`, where commas and brackets mean something. */
function flowText(text: string): string {
  // No reader takes the dash in an id for a part of a number.
  if (isReleaseId(text)) return text;
  const written = inlineText(text);
  return /^['"]/.test(written) || !/[,[\]{}]/.test(written) ? written : JSON.stringify(text);
}
