import { stripVTControlCharacters } from "node:util";

const TELLING = /\b(?:error|panic|fatal|failed|cannot|could not|unable|not found|no such|denied|refused|no space left)\b/i;

/** The line of a program's output that tells best why it failed: the first that says so, or else the last. */
export function reasonIn(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const at = lines.findIndex((line) => TELLING.test(line));
  const told = lines.at(at) ?? "";
  // `error: 2 errors occurred:`, and then what they are.
  return (at >= 0 && told.endsWith(":") ? [told, lines[at + 1] ?? ""].join(" ").trim() : told).slice(0, 300);
}

const PLAIN: Readonly<Record<string, string>> = {
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a file is in its place",
};

/** What an error says, without the words of a system call. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const path = "path" in error && typeof error.path === "string" ? `${error.path}: ` : "";
  const plain = PLAIN[code];
  return plain === undefined ? error.message : `${path}${plain}`;
}
