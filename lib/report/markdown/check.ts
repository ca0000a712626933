import type { CheckResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import { unmatchedText } from "../results/findings.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Reports the generated files that do not match the specs. */
export function checkMarkdown({ findings, objects, fix }: CheckResult): string {
  if (findings.length === 0) return lines(`**Up to date**: ${count(objects, "file")} match the specs.`);
  return lines(
    `**${unmatchedText(findings)}.** Run ${code(fix ?? "")}.`,
    "",
    findings.map(({ file, what, line, who }) => {
      const place = code(line === undefined ? file : `${file}:${line}`);
      return `- ${place} ${what}${who === undefined ? "" : `, ${escapeMarkdown(who)}`}`;
    }),
  );
}
