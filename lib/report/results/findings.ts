import type { Finding } from "../../app/results.ts";
import { count } from "../../base/text.ts";

/** Counts the files that `check` complains about: `1 file does not match the specs`. */
export const unmatchedText = (findings: readonly Finding[]): string =>
  `${count(findings.length, "file")} ${findings.length === 1 ? "does" : "do"} not match the specs`;
