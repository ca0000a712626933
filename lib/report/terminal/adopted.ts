import type { AdoptResult } from "../../app/cloud/adopt-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { ADOPTION_WORDS, adoptHints, adoptionNotes, adoptionsOf, adoptSummary } from "../results/adopted.ts";
import { className } from "../results/cloud-text.ts";
import { columns } from "./columns.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports the resources that were taken into a state, and why others were not. */
export function adoptedText(result: AdoptResult, colors: Colors): string {
  const shown = safe(result);
  const list = adoptionsOf(shown);
  const rows = columns(list.map((each) => [`  ${ADOPTION_WORDS[each.outcome]}`, className(each.type), each.name, adoptionNotes(each)]));
  const isBad = (at: number): boolean => ["differs", "failed"].includes(list[at]?.outcome ?? "");
  return lines(
    rows.map((row, at) => (isBad(at) ? colors.red(row) : row)),
    colors.bold(adoptSummary(shown)),
    ...adoptHints(shown).map((hint) => hintLines(hint, colors)),
  );
}
