import type { CompareResult } from "../../app/compare.ts";
import { lines } from "../../base/text.ts";
import { DIFFERENCE_KINDS } from "../../diff/compare/difference.ts";
import type { Colors } from "../colors.ts";
import { causesText, DIFFERENCE_TITLES, sideText } from "../results/differences.ts";
import { moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** The differences of one kind that the report lists. */
const MAX_DIFFERENCES = 60;

/** Reports how two stacks differ, by kind. Each difference names its causes. */
export function comparedText(result: CompareResult, { bold, dim, cyan }: Colors): string {
  const { a, b, differences } = safe(result);
  if (differences.length === 0) return lines(`${bold(a)} and ${bold(b)} differ by their names and places only`);
  const sections = DIFFERENCE_KINDS.flatMap((kind) => {
    const found = differences.filter((each) => each.kind === kind);
    if (found.length === 0) return [];
    const shown = found.slice(0, MAX_DIFFERENCES).flatMap((each) => {
      const causes = causesText(each);
      const subject = [each.services.join(", "), each.path].filter((part) => part !== "").join(": ");
      return [
        `  ${cyan(subject)}  ${sideText(kind, each.a)} | ${sideText(kind, each.b)}`,
        ...(causes === "" ? [] : [`    ${dim(causes)}`]),
      ];
    });
    return [bold(DIFFERENCE_TITLES[kind]), ...shown, ...moreLines(found, MAX_DIFFERENCES)];
  });
  return lines(`${bold(a)} | ${bold(b)}`, sections);
}
