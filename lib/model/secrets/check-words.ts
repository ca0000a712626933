import type { Report } from "../../base/problem.ts";
import { hintFor } from "./hints.ts";
import { isPath, isSecretName, wordsOf } from "./secret-name.ts";
import { secretIn } from "./secret-shape.ts";

/**
 * Reports every secret in arguments: by its value, and by the name of its flag.
 * @param isAllowed true for strings that `plain` allows
 */
export function checkWords(words: readonly string[], at: string, isAllowed: (text: string) => boolean, report: Report): void {
  words.forEach((word, index) => {
    if (isAllowed(word)) return;
    const what = secretIn(word) ?? (isSecretFlag(word, words[index - 1] ?? "") ? "what looks like a secret" : undefined);
    if (what !== undefined) report(`${at}.${index}`, `contains ${what}`, hintFor("text", what));
  });
}

/** True if a word is the value of a secret flag: `--db-password=x`, or `x` after `--db-password`. */
function isSecretFlag(word: string, before: string): boolean {
  const [, name, value = ""] = /^-{0,2}([A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
  if (name !== undefined) return isSecretText(name, value);
  const flag = /^--?([A-Za-z][\w.-]*)$/.exec(before)?.[1];
  // A flag such as `--key` has many meanings.
  return flag !== undefined && wordsOf(flag).join() !== "key" && !word.startsWith("-") && isSecretText(flag, word);
}

/** True if a value is a secret by its name. A path and a reference to a variable are none. */
export const isSecretText = (name: string, value: string): boolean =>
  value !== "" && !value.includes("$") && !isPath(value) && isSecretName(name, value);
