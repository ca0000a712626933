import type { ExplainResult, Influence } from "../../app/results.ts";
import { lines } from "../../base/text.ts";
import { inline } from "../results/inline.ts";
import { setLayers } from "../results/set-layers.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports a value and the layers that set it: a table for each field. */
export function explainMarkdown({ stack, service, path, value, influences }: ExplainResult): string {
  const head = `### ${code(`${stack}/${service}`)}`;
  const tables = (path === undefined ? influences.map(setLayers) : influences).flatMap((each) => ["", ...influenceTable(each)]);
  return path === undefined ? lines(head, tables) : lines(`${head} ${code(path)}`, "", code(inline(value)), tables);
}

const influenceTable = ({ field, chain }: Influence): readonly string[] =>
  table(
    [code(field), "value", "file"],
    chain.map(({ layer, value, file, place, inForce }) => [
      `${escapeMarkdown(layer)}${inForce ? " **used**" : ""}`,
      value === undefined ? "" : code(inline(value)),
      file === undefined ? "" : code(place === undefined || value === undefined ? file : `${file}: ${place}`),
    ]),
  );
