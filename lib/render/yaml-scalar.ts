import { type Document, dump, type DumpOptions, SCALAR_STYLE, visit } from "js-yaml";

/**
 * A string that some readers take for a number or a date, but js-yaml does not. Such a string is quoted. Examples: `12e4567`, a short git
 * hash, is infinity to readers of YAML 1.2. `0X1F` is 31 to Go.
 */
const LIKE_A_NUMBER = /^[-+]?(?:[0-9._][0-9a-fA-FxXoObtTZ._+: \t-]*|[eE][-+]?[0-9][0-9_.]*)$/;

/** A release id: ten digits or more, a dash and 12 hex digits. No reader takes it for a number or a date, so it needs no quotes. */
const RELEASE_ID = /^\d{10,}-[0-9a-f]{12}$/;

const isLikeNumber = (text: string): boolean => LIKE_A_NUMBER.test(text) && !RELEASE_ID.test(text);

/** A line of spaces alone, after the first line: some readers drop it from a block. */
const BLANK_LINE = /\n[ \t]+(?:\n|$)/;

/** Quotes the strings that readers read differently. */
function quoteAmbiguous(documents: Document[]): void {
  visit(documents, (node) => {
    if (node.kind !== "scalar" || node.tag !== "tag:yaml.org,2002:str") return;
    if (isLikeNumber(node.value)) node.style = SCALAR_STYLE.SINGLE_QUOTED;
    else if (BLANK_LINE.test(node.value)) node.style = SCALAR_STYLE.DOUBLE_QUOTED;
  });
}

/** The options of js-yaml for canonical YAML. */
export const DUMP_OPTIONS: DumpOptions = { sortKeys: true, lineWidth: -1, noRefs: true, transform: quoteAmbiguous };

/** A string that starts with a letter and has no character with a meaning in YAML. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./@-]*(?::[A-Za-z0-9_./@-]+)*$/;
/** Words that YAML 1.1 or 1.2 does not read as strings. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const isPlain = (text: string): boolean =>
  (PLAIN.test(text) && !(text.length < 6 && WORDS.test(text)) && !(/^[eE]/.test(text) && LIKE_A_NUMBER.test(text))) ||
  RELEASE_ID.test(text);

/** String -> its form in js-yaml; null if js-yaml writes several lines. */
const scalarCache = new Map<string, string | null>();
const keyCache = new Map<string, string>();
/** The maximum number of strings in a cache. A fleet's strings repeat or are plain. */
const MAX_CACHED = 50_000;

/** Formats a string, number or boolean on one line; undefined if only js-yaml can format it. */
export function formatScalar(value: unknown): string | undefined {
  if (typeof value === "string") return isPlain(value) ? value : (quoted(value) ?? undefined);
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : undefined;
}

/** Formats a string on one line, quoted if YAML 1.1 or 1.2 would read another value. */
export const inlineString = (text: string): string => (isPlain(text) ? text : (quoted(text) ?? JSON.stringify(text)));

/** Returns js-yaml's form of a string; null if it has several lines. */
function quoted(text: string): string | null {
  let written = scalarCache.get(text);
  if (written === undefined) {
    const line = dump({ k: text }, DUMP_OPTIONS).slice(3, -1);
    written = line.includes("\n") || line.length > 1000 ? null : line;
    if (scalarCache.size >= MAX_CACHED) scalarCache.clear();
    scalarCache.set(text, written);
  }
  return written;
}

const SIMPLE_KEY = /^[\x20-\x7e]{1,100}$/;

/** Formats a key of an object; undefined if only js-yaml can format it. */
export function formatKey(key: string): string | undefined {
  let written = keyCache.get(key);
  if (written === undefined) {
    if (!SIMPLE_KEY.test(key)) return undefined;
    written = isPlain(key) ? key : dump({ [key]: 0 }, DUMP_OPTIONS).slice(0, -4);
    if (keyCache.size >= MAX_CACHED) keyCache.clear();
    keyCache.set(key, written);
  }
  return written;
}
