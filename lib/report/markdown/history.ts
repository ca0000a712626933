import type { HistoryResult } from "../../app/history.ts";
import { lines } from "../../base/text.ts";
import { entryChangeText } from "../results/entry-change.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Lists the changes of a service's entries, newest first. */
export const historyMarkdown = ({ service, changes }: HistoryResult): string =>
  lines(
    `**History of** ${code(service)}`,
    "",
    ...table(
      ["date", "stack", "change", "commit", "author", "subject"],
      changes.map((change) => [
        change.date,
        code(change.stack),
        escapeMarkdown(entryChangeText(change)),
        code(change.commit.slice(0, 7)),
        escapeMarkdown(change.author),
        escapeMarkdown(change.subject),
      ]),
    ),
  );
