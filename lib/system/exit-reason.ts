import { stripVTControlCharacters } from "node:util";

const ERROR_WORDS = /\b(?:error|panic|fatal|failed|cannot|could not|unable|not found|no such|denied|refused|no space left)\b/i;

/** Returns the reason in a failed program's output: the first line with a word such as "error", else the last. */
export function exitReason(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const at = lines.findIndex((line) => ERROR_WORDS.test(line));
  const line = lines.at(at) ?? "";
  // `error: 2 errors occurred:` is followed by the errors.
  return (at >= 0 && line.endsWith(":") ? [line, lines[at + 1] ?? ""].join(" ").trim() : line).slice(0, 300);
}
