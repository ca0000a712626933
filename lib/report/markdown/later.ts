import { type LaterView, laterText } from "../results/later.ts";
import { diffSections } from "./diff-sections.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Section } from "./fit.ts";
import { riskCounts } from "./risks.ts";

/** Returns the section of a later wave. @param further items of the wave */
export const laterSection = (wave: LaterView, further: readonly string[] = []): Section => ({
  title: `Later: ${escapeMarkdown(wave.stage)}`,
  items: [`${escapeMarkdown(laterText(wave))}.`, "", ...diffSections(wave.view).flatMap(({ items }) => items), ...further],
  brief: [`${escapeMarkdown(laterText(wave))}.`, "", ...riskCounts(wave.view.risks)],
});
