import type { CheckResult, Finding } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import { stacksByOutcome } from "../results/engine-stacks.ts";
import { unmatchedText, unprovenText } from "../results/findings.ts";
import { engineItems } from "./engine-items.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Reports the generated files that do not match the specs. */
export function checkMarkdown({ findings, objects, fix, engine, unproven }: CheckResult): string {
  const { failed } = stacksByOutcome(engine);
  const note = unproven === undefined ? [] : [`- **note**: ${escapeMarkdown(unprovenText(unproven))}`];
  const items = [...engineItems(engine), ...note];
  const run = items.length === 0 ? [] : ["", ...items];
  if (findings.length > 0) return lines(`**${unmatchedText(findings)}.** Run ${code(fix ?? "")}.`, "", findings.map(findingItem), run);
  if (failed.length > 0) return lines(`**${count(failed.length, "stack")} failed** on the engine.`, run);
  return lines(`**Up to date**: ${count(objects, "file")} match the specs.`, run);
}

function findingItem({ file, what, line, who }: Finding): string {
  const place = code(line === undefined ? file : `${file}:${line}`);
  return `- ${place} ${what}${who === undefined ? "" : `, ${escapeMarkdown(who)}`}`;
}
