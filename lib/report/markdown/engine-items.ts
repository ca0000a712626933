import type { EngineRun, EngineStack } from "../../app/engine/engine-run.ts";
import { diagnosticsOf, stacksByOutcome } from "../results/engine-stacks.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { problemItems } from "./problems.ts";

/** Formats the failures and warnings of a run of the engine as items of a list. */
export function engineItems(run: EngineRun | undefined): readonly string[] {
  const { failed, rendered } = stacksByOutcome(run);
  return [...failed.flatMap(failedItems), ...rendered.flatMap(warningItems)];
}

const failedItems = ({ stack, message, problems }: EngineStack): readonly string[] => [
  `- **failed** ${code(stack)}: ${escapeMarkdown(message ?? "")}`,
  ...problemItems(problems).map((item) => `  ${item}`),
];

const warningItems = (stack: EngineStack): readonly string[] =>
  diagnosticsOf(stack, "warning").map(
    ({ object, message }) =>
      `- **warning** ${code(stack.stack)}: ${object === undefined ? "" : `${code(object)}: `}${escapeMarkdown(message)}`,
  );
