import { unicodeEscape } from "../../base/escape-controls.ts";
import { utf8Bytes } from "../../base/text.ts";
import { MISPLACED } from "../tagged.ts";

/** The characters that no reader of a spec expects: controls of ASCII, but not tab, line feed and carriage return. */
const CONTROL = /(?![\t\n\r\u0080-\u009F])\p{Cc}/u;

/** A control character, or half of a surrogate pair. Most strings have none. */
const SUSPECT = /(?![\t\n\r\u0080-\u009F])[\p{Cc}\p{Cs}]/u;

/** Returns the reason why no field can have a string, or undefined if one can. */
export function textProblem(text: string): string | undefined {
  if (!SUSPECT.test(text)) return undefined;
  if (text.includes(MISPLACED)) return "joins text to a value that only the cluster knows";
  if (!text.isWellFormed()) return "contains half of a surrogate pair, which UTF-8 cannot encode";
  const [control] = CONTROL.exec(text) ?? [];
  if (control === undefined) return undefined;
  return control === "\0"
    ? "contains a NUL character, which no program can get"
    : `contains the control character ${unicodeEscape(control)}`;
}

/** The maximum bytes of one argument, without the NUL at its end. Source: Linux, MAX_ARG_STRLEN. */
const MAX_WORD = 131_071;

/** Returns the reason why no program can get a string as an argument, or undefined if it can. */
export function wordProblem(word: string): string | undefined {
  const bytes = utf8Bytes(word);
  return textProblem(word) ?? (bytes > MAX_WORD ? `has ${bytes} bytes; an argument has at most ${MAX_WORD}` : undefined);
}
