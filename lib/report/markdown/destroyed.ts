import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import { lines } from "../../base/text.ts";
import { className } from "../results/cloud-text.ts";
import { destroyHints, destroySummary, keptIn, keptNotes } from "../results/destroyed.ts";
import { cloudRunItems } from "./cloud-run.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports the end of a stack's cloud. */
export function destroyedMarkdown(result: DestroyResult): string {
  const goes = result.outcome === "destroyed" ? [] : result.parts.flatMap((part) => part.goes);
  const rows = [
    ...goes.map(({ type, name }) => ["**delete**", code(className(type)), code(name), ""]),
    ...keptIn(result).map((each) => ["stays", code(className(each.type)), code(each.name), escapeMarkdown(keptNotes(each))]),
  ];
  return lines(
    `**Destroy** ${escapeMarkdown(destroySummary(result))}.`,
    cloudRunItems(result.run),
    rows.length === 0 ? [] : ["", ...table(["", "type", "name", ""], rows)],
    destroyHints(result).map((hint) => `- ${code(hint)}`),
  );
}
