import type { AdoptResult } from "../../app/cloud/adopt-result.ts";
import { lines } from "../../base/text.ts";
import { ADOPTION_WORDS, adoptHints, adoptionNotes, adoptionsOf, adoptSummary } from "../results/adopted.ts";
import { className } from "../results/cloud-text.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports the resources that were taken into a state, and why others were not. */
export function adoptedMarkdown(result: AdoptResult): string {
  const rows = adoptionsOf(result).map((each) => [
    ADOPTION_WORDS[each.outcome],
    code(className(each.type)),
    code(each.name),
    escapeMarkdown(adoptionNotes(each)),
  ]);
  return lines(
    `**Adopt** ${escapeMarkdown(adoptSummary(result))}.`,
    rows.length === 0 ? [] : ["", ...table(["", "type", "name", ""], rows)],
    adoptHints(result).map((hint) => `- ${code(hint)}`),
  );
}
