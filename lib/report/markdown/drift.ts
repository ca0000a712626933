import type { DriftResult, StackDrift } from "../../app/cloud/drift-result.ts";
import { lines } from "../../base/text.ts";
import { className } from "../results/cloud-text.ts";
import { cleanStacks, driftCommands, driftCounts, ignoredLines, valuesText } from "../results/drift.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { withHint } from "./problems.ts";
import { table } from "./table.ts";

/** Reports what differs between the recorded states and the clouds. */
export function driftMarkdown(result: DriftResult): string {
  const clean = cleanStacks(result);
  return lines(
    result.stacks.filter(({ outcome }) => outcome !== "clean").flatMap(stackLines),
    clean.length === 0 ? [] : `Clean: ${clean.map(code).join(", ")}.`,
    result.stacks.flatMap(ignoredLines).map((line) => `- ${escapeMarkdown(line)}`),
    ...driftCommands(result).map((command) => ["", escapeMarkdown(command)]),
  );
}

const stackLines = (stack: StackDrift): readonly string[] => [
  `### ${code(stack.stack)}`,
  "",
  `${driftCounts(stack)}.`,
  "",
  ...(stack.drifted.length === 0
    ? []
    : table(
        ["", "type", "name", "values"],
        stack.drifted.map((each) => [`**${each.what}**`, code(className(each.type)), code(each.name), escapeMarkdown(valuesText(each))]),
      )),
  ...stack.unread.map(({ resource, message, hint }) =>
    withHint(`- **not read** ${resource === undefined ? "" : `${code(resource)}: `}${escapeMarkdown(message)}`, hint),
  ),
  "",
];
