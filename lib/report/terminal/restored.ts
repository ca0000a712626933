import type { RestoreResult } from "../../app/cloud/restore/restore-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { className } from "../results/cloud-text.ts";
import { restoreCostLines, restoreHints, restoreSummary, switchOverLines } from "../results/restored.ts";
import { cloudRunText } from "./cloud-run.ts";
import { columns } from "./columns.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports a copy: what is made, what it costs, and the line that lets services use it. */
export function restoredText(result: RestoreResult, colors: Colors): string {
  const shown = safe(result);
  const { outcome, changes, run, switchOver } = shown;
  const rows = outcome === "planned" ? columns(changes.map(({ action, type, name }) => [`  ${action}`, className(type), name])) : [];
  const summary = restoreSummary(shown);
  const paint = outcome === "failed" ? colors.red : colors.bold;
  const code = outcome === "failed" ? [] : switchOverLines(shown);
  return lines(
    run === undefined ? [] : cloudRunText(run, colors).trimEnd().split("\n"),
    rows.map(colors.green),
    paint(summary),
    outcome === "unchanged" ? [] : restoreCostLines(shown).map((line, at) => (at === 0 ? `  ${line}` : colors.dim(`    ${line}`))),
    code.length === 0 ? [] : [`  to let services use it, write into ${switchOver?.file ?? ""}:`, ...code.map((line) => `    ${line}`)],
    ...restoreHints(shown).map((hint) => hintLines(hint, colors)),
  );
}
