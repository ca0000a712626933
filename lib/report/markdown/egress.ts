import type { EgressResult } from "../../app/cloud/egress.ts";
import { lines } from "../../base/text.ts";
import { addressNote, egressNotes } from "../results/egress.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Lists outgoing addresses as a table. */
export const egressMarkdown = ({ stacks }: EgressResult): string =>
  lines([
    ...table(
      ["stack", "address", "name", "region", "note"],
      stacks.flatMap(({ stack, region, addresses }) =>
        addresses.map((each) => [
          code(stack),
          each.address === undefined ? "" : code(each.address),
          code(each.name),
          code(region),
          addressNote(each),
        ]),
      ),
    ),
    "",
    ...stacks.flatMap(egressNotes).map((note) => `- ${escapeMarkdown(note)}`),
  ]);
