import type { CompareResult } from "../../app/compare.ts";
import { lines } from "../../base/text.ts";
import { DIFFERENCE_KINDS } from "../../diff/compare/difference.ts";
import { causesText, DIFFERENCE_TITLES, sideText } from "../results/differences.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { fitSections } from "./fit.ts";
import { table } from "./table.ts";

/** Reports how two stacks differ, by kind. Each difference names its causes. */
export function comparedMarkdown({ a, b, differences }: CompareResult): string {
  if (differences.length === 0) return lines(`${code(a)} and ${code(b)} differ by their names and places only.`);
  const sections = DIFFERENCE_KINDS.map((kind) => {
    const rows = differences
      .filter((each) => each.kind === kind)
      .map((each) => [
        code([each.services.join(", "), each.path].filter((part) => part !== "").join(": ")),
        code(sideText(kind, each.a)),
        code(sideText(kind, each.b)),
        escapeMarkdown(causesText(each)),
      ]);
    return {
      title: DIFFERENCE_TITLES[kind],
      items: rows.length === 0 ? [] : table(["", escapeMarkdown(a), escapeMarkdown(b), "set by"], rows),
    };
  });
  return lines(
    fitSections([`**${code(a)} and ${code(b)} differ**`], sections, [`All of it: ${code(`fairlead compare ${a} ${b} --json`)}`]),
  );
}
