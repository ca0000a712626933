import type { HistoryResult } from "../../app/history.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { entryChangeText } from "../results/entry-change.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Lists the changes of a service's entries, newest first. */
export const historyText = ({ changes }: HistoryResult, { bold, dim }: Colors): string =>
  lines(
    columns(
      safe(changes).map((change) => [
        change.date,
        bold(change.stack),
        entryChangeText(change),
        dim(`${change.commit.slice(0, 7)} ${change.author}: ${change.subject}`),
      ]),
    ),
  );
