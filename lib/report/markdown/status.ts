import type { StatusResult } from "../../app/status/status-result.ts";
import { lines } from "../../base/text.ts";
import { stacksText } from "../results/names.ts";
import {
  backupTexts,
  copyTexts,
  deployText,
  expiredTexts,
  MAX_COLUMNS,
  spreadText,
  statusNotes,
  statusRows,
  statusSummary,
} from "../results/status.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { withHint } from "./problems.ts";
import { table } from "./table.ts";

/** Shows a row for each service and a column for each stack, and the reason of each refusal. */
export function statusMarkdown(result: StatusResult): string {
  const { stacks, rows } = statusRows(result);
  const notes = statusNotes(result);
  return lines(
    `**${escapeMarkdown(statusSummary(result))}**`,
    "",
    stacks.length > MAX_COLUMNS
      ? table(
          ["service", "versions"],
          rows.map((row) => [code(row.service), escapeMarkdown(spreadText(row, stacksText))]),
        )
      : table(
          ["service", ...stacks.map((stack) => code(stack))],
          rows.map(({ service, cells }) => [
            code(service),
            ...cells.map((cell) => (cell === undefined ? "" : escapeMarkdown(deployText(cell, result.at)))),
          ]),
        ),
    notes.length === 0 ? [] : [""],
    notes.map(({ stack, services, outcome, reason, hint }) =>
      withHint(`- **${outcome}** ${services.map((each) => code(`${stack}/${each}`)).join(", ")}: ${escapeMarkdown(reason)}`, hint),
    ),
    [...backupTexts(result), ...copyTexts(result)].map((text) => `- ${escapeMarkdown(text)}`),
    expiredTexts(result).map((text) => `- ${escapeMarkdown(text)}`),
  );
}
