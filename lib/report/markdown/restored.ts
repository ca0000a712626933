import type { RestoreResult } from "../../app/cloud/restore/restore-result.ts";
import { lines } from "../../base/text.ts";
import { className } from "../results/cloud-text.ts";
import { restoreCostLines, restoreHints, restoreSummary, switchOverLines } from "../results/restored.ts";
import { cloudRunItems } from "./cloud-run.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports a copy of an instance. */
export function restoredMarkdown(result: RestoreResult): string {
  const { outcome, changes, run, switchOver } = result;
  const rows = outcome === "planned" ? changes.map(({ action, type, name }) => [action, code(className(type)), code(name)]) : [];
  return lines(
    `**Restore** ${escapeMarkdown(restoreSummary(result))}.`,
    cloudRunItems(run),
    rows.length === 0 ? [] : ["", ...table(["", "type", "name"], rows), ""],
    outcome === "unchanged" ? [] : restoreCostLines(result).map((line) => `- ${escapeMarkdown(line)}`),
    outcome === "failed" ? [] : switchOverLines(result).map((line) => `- in ${code(switchOver?.file ?? "")}: ${code(line)}`),
    restoreHints(result).map((hint) => `- ${code(hint)}`),
  );
}
