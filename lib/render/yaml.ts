import { type Document, dump, type DumpOptions, SCALAR_STYLE, visit } from "js-yaml";

/**
 * A text that some reader takes for a number or a date although js-yaml would not: `12e4567`, a short git hash, is infinity
 * to readers of YAML 1.2. Such a text is quoted.
 */
const LIKE_A_NUMBER = /^[-+]?(?:[0-9._][0-9a-fA-FxobtTZ._+: \t-]*|[eE][-+]?[0-9][0-9_.]*)$/;

/** A release id: ten digits or more, a dash and 12 hex digits. No reader takes it for a number or a date, so it needs no quotes. */
const RELEASE_ID = /^\d{10,}-[0-9a-f]{12}$/;

const isLikeNumber = (text: string): boolean => LIKE_A_NUMBER.test(text) && !RELEASE_ID.test(text);

/** A line of spaces alone, after the first: readers differ in whether a block has it. */
const BLANK_LINE = /\n[ \t]+(?:\n|$)/;

function quoteWhereReadersDiffer(documents: Document[]): void {
  visit(documents, (node) => {
    if (node.kind !== "scalar" || node.tag !== "tag:yaml.org,2002:str") return;
    if (isLikeNumber(node.value)) node.style = SCALAR_STYLE.SINGLE_QUOTED;
    else if (BLANK_LINE.test(node.value)) node.style = SCALAR_STYLE.DOUBLE_QUOTED;
  });
}

const OPTIONS: DumpOptions = { sortKeys: true, lineWidth: -1, noRefs: true, transform: quoteWhereReadersDiffer };

/**
 * The canonical form: what js-yaml's `dump` gives with sorted keys, no folding and no anchors, byte for byte, and quotes
 * around texts that some readers would see differently.
 * js-yaml decides how each scalar is written; the block structure around the scalars is written here, four times as fast.
 */
export function toYaml(value: object): string {
  const fast = Array.isArray(value) ? undefined : mapping(value, "");
  return fast ?? dump(value, OPTIONS);
}

/** Undefined where something needs js-yaml's whole care: a text of several lines, or a value that is no plain data. */
function mapping(value: object, indent: string): string | undefined {
  const keys = sortedKeys(value);
  if (keys.length === 0) return undefined;
  let out = "";
  for (const key of keys) {
    const item: unknown = Reflect.get(value, key);
    const name = keyText(key);
    const written = name === undefined ? undefined : entry(item, indent);
    if (written === undefined) return undefined;
    out += `${out === "" ? "" : indent}${name}:${written}`;
  }
  return out;
}

/** A value after `key:`, with its line end. */
function entry(value: unknown, indent: string): string | undefined {
  if (typeof value !== "object" || value === null) {
    const text = scalar(value);
    return text === undefined ? undefined : ` ${text}\n`;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return " []\n";
    const items = sequence(value, inner);
    return items === undefined ? undefined : `\n${inner}${items}`;
  }
  if (isEmpty(value)) return " {}\n";
  const fields = mapping(value, inner);
  return fields === undefined ? undefined : `\n${inner}${fields}`;
}

function sequence(values: readonly unknown[], indent: string): string | undefined {
  const inner = `${indent}  `;
  let out = "";
  for (const value of values) {
    let item: string | undefined;
    if (typeof value !== "object" || value === null) {
      const text = scalar(value);
      item = text === undefined ? undefined : `${text}\n`;
    } else if (Array.isArray(value)) item = value.length === 0 ? "[]\n" : sequence(value, inner);
    else item = isEmpty(value) ? "{}\n" : mapping(value, inner);
    if (item === undefined) return undefined;
    out += `${out === "" ? "" : indent}- ${item}`;
  }
  return out;
}

function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    // Most objects are written in order, so that there is nothing to sort.
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return keys.sort();
  }
  return keys;
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

/** Starts with a letter and has nothing that means something to YAML: no number, no date, no mark. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./@-]*(?::[A-Za-z0-9_./@-]+)*$/;
/** Words that YAML 1.1 or 1.2 reads as something else than a text. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const isPlain = (text: string): boolean =>
  (PLAIN.test(text) && !(text.length < 6 && WORDS.test(text)) && !(/^[eE]/.test(text) && LIKE_A_NUMBER.test(text))) ||
  RELEASE_ID.test(text);

/** How js-yaml writes a text; null for one that it writes over several lines. */
const known = new Map<string, string | null>();
const knownKeys = new Map<string, string>();
/** Bounds the memory: a fleet's texts repeat or are plain. */
const MAX_KNOWN = 50_000;

function scalar(value: unknown): string | undefined {
  if (typeof value === "string") return isPlain(value) ? value : (quoted(value) ?? undefined);
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : undefined;
}

/** A text on one line, quoted where YAML 1.1 or 1.2 would read something else. Without commas and brackets it suits lists in one line, too. */
export const inlineString = (text: string): string => (isPlain(text) ? text : (quoted(text) ?? JSON.stringify(text)));

function quoted(text: string): string | null {
  let written = known.get(text);
  if (written === undefined) {
    const line = dump({ k: text }, OPTIONS).slice(3, -1);
    written = line.includes("\n") || line.length > 1000 ? null : line;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, written);
  }
  return written;
}

const SIMPLE_KEY = /^[\x20-\x7e]{1,100}$/;

function keyText(key: string): string | undefined {
  let written = knownKeys.get(key);
  if (written === undefined) {
    if (!SIMPLE_KEY.test(key)) return undefined;
    written = isPlain(key) ? key : dump({ [key]: 0 }, OPTIONS).slice(0, -4);
    if (knownKeys.size >= MAX_KNOWN) knownKeys.clear();
    knownKeys.set(key, written);
  }
  return written;
}
