import type { DoraResult } from "../../app/dora/dora.ts";
import { lines } from "../../base/text.ts";
import { doraNotes, doraTables } from "../results/dora.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Shows the figures of each stack, and their definitions. */
export const doraMarkdown = (result: DoraResult): string =>
  lines(
    doraTables(result).flatMap(({ head, rows }) => [
      ...table(
        head,
        rows.map((row) => row.map(escapeMarkdown)),
      ),
      "",
    ]),
    doraNotes(result).map((note) => `- ${escapeMarkdown(note)}`),
  );
