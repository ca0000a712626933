import type { BootstrapResult, StepOutcome } from "../../app/bootstrap/results.ts";
import { lines } from "../../base/text.ts";
import { code, escapeMarkdown, shellCode } from "./escape-markdown.ts";

const WORDS: Readonly<Record<StepOutcome, string>> = { "to do": "", done: "**done** ", failed: "**failed** ", "not run": "**not run** " };

/** Lists the steps of a new cluster with their commands, the tasks that stay, and the step that failed. */
export function bootstrapMarkdown({ stack, cluster, context, steps, tasks, failure }: BootstrapResult): string {
  const place = context === undefined ? `on the cluster ${code(cluster)}` : `in the context ${code(context)}`;
  return lines(
    `**Steps for** ${code(stack)} ${place}`,
    "",
    steps.flatMap(({ title, why, command, outcome }, index) => [
      `${index + 1}. ${WORDS[outcome]}${escapeMarkdown(title)}: ${escapeMarkdown(why)}`,
      `   ${shellCode(command)}`,
    ]),
    tasks.length === 0 ? [] : ["", "**Then**", ""],
    tasks.flatMap(({ what, command }) => [`- ${escapeMarkdown(what)}`, ...(command === undefined ? [] : [`  ${shellCode(command)}`])]),
    failure === undefined
      ? []
      : [
          "",
          `**Error**: the step failed with ${escapeMarkdown(failure.exit)}`,
          "",
          ...failure.output.map((line) => `- ${code(line)}`),
          "",
          `Fix it and go on. Each step may run again: ${shellCode(failure.next)}`,
        ],
  );
}
