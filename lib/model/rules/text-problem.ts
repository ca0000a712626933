import { unicodeEscape } from "../../base/escape-controls.ts";
import { MISPLACED } from "../tagged.ts";

/** The characters that no reader of a spec expects: controls of ASCII, but not tab, line feed and carriage return. */
const CONTROL = /(?![\t\n\r\u0080-\u009F])\p{Cc}/u;

/** Returns the reason why no field can have a string, or undefined if one can. */
export function textProblem(text: string): string | undefined {
  if (text.includes(MISPLACED)) return "joins text to a value that only the cluster knows";
  if (!text.isWellFormed()) return "contains half of a surrogate pair, which UTF-8 cannot encode";
  const [control] = CONTROL.exec(text) ?? [];
  if (control === undefined) return undefined;
  return control === "\0"
    ? "contains a NUL character, which no program can get"
    : `contains the control character ${unicodeEscape(control)}`;
}
