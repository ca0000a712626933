import type { DoraResult } from "../../app/dora/dora.ts";
import { lines } from "../../base/text.ts";
import { DORA_HEAD, doraNotes, doraRow } from "../results/dora.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Shows the figures of each stack, and their definitions. */
export const doraMarkdown = (result: DoraResult): string =>
  lines(
    table(
      DORA_HEAD,
      result.stacks.map((of) => doraRow(of).map(escapeMarkdown)),
    ),
    "",
    doraNotes(result).map((note) => `- ${escapeMarkdown(note)}`),
  );
