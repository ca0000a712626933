import type { DiffResult } from "../../app/results.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { lines, quoted } from "../../base/text.ts";
import { changesSummary, isSame, viewOf } from "../results/changes.ts";
import { laterSummary, laterViews } from "../results/later.ts";
import { diffSections } from "./diff-sections.ts";
import { code } from "./escape-markdown.ts";
import { fitSections } from "./fit.ts";
import { laterSection } from "./later.ts";

/** Reports the changes between two trees: risks first, then removals, releases, the others, and later waves. */
export function diffMarkdown(result: DiffResult): string {
  const { from, to } = result;
  const [view, later] = [viewOf(result), laterViews(result.later)];
  if (isSame(view) && later.length === 0) return lines(`No difference between ${code(from)} and ${code(to)}.`);
  const summary = [isSame(view) ? "nothing changes now" : changesSummary(view), ...laterSummary(later)].join(", ");
  const all = [`All of it: ${code(`${FAIRLEAD} diff ${quoted(from)} ${quoted(to)} --json`)}`];
  const sections = [...diffSections(view), ...later.map((wave) => laterSection(wave))];
  return lines(fitSections([`**${summary}**, from ${code(from)} to ${code(to)}`], sections, all));
}
