import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { className } from "../results/cloud-text.ts";
import { destroyHints, destroySummary, keptIn, keptNotes } from "../results/destroyed.ts";
import { cloudRunText } from "./cloud-run.ts";
import { columns } from "./columns.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports the end of a stack's cloud. It lists all that goes, because nobody confirms what is not shown. */
export function destroyedText(result: DestroyResult, colors: Colors): string {
  const shown = safe(result);
  const { parts, run, outcome } = shown;
  const goes = outcome === "destroyed" ? [] : parts.flatMap((part) => part.goes);
  const kept = keptIn(shown);
  const rows = columns([
    ...goes.map(({ type, name }) => ["  delete", className(type), name, ""]),
    ...kept.map((each) => ["  stays", className(each.type), each.name, keptNotes(each)]),
  ]);
  const summary = destroySummary(shown);
  return lines(
    run === undefined ? [] : cloudRunText(run, colors).trimEnd().split("\n"),
    rows.map((row, at) => (at < goes.length ? colors.red(row) : row)),
    outcome === "nothing" ? summary : colors.bold(summary),
    ...destroyHints(shown).map((hint) => hintLines(hint, colors)),
  );
}
