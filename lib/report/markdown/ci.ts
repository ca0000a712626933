import type { CollectedResult, MatrixResult } from "../../app/ci/results.ts";
import { count, lines } from "../../base/text.ts";
import { isRefused } from "../../resolve/outcome.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Lists the stacks whose clouds change. */
export const matrixMarkdown = ({ include, decisions = [] }: MatrixResult): string =>
  lines(
    `**${count(include.length, "cloud")}** may change.`,
    "",
    include.map(({ stack, tier }) => `- ${code(stack)} (${escapeMarkdown(tier)})`),
    decisions.filter(isRefused).map(({ stack, outcome, reason }) => `- **${outcome}** ${code(stack)}: ${escapeMarkdown(reason)}`),
  );

/** Lists the stacks that are not published, and why. */
export const collectedMarkdown = ({ failed, stacks }: CollectedResult): string =>
  lines(
    `**${count(stacks.length, "stack")}** may be published.`,
    "",
    failed.map(({ stack, reason }) => `- **not published** ${code(stack)}: ${escapeMarkdown(reason)}`),
  );
