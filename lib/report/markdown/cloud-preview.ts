import type { PreviewedChange, CloudPreview, StackPreview } from "../../app/cloud/cloud-preview.ts";
import { lines } from "../../base/text.ts";
import { isLoss } from "../../diff/cloud/cloud-change.ts";
import { renameHint } from "../../diff/cloud/likely-renames.ts";
import { messageText } from "../results/cloud-run.ts";
import { costChangeLines } from "../results/cost-text.ts";
import { className } from "../results/cloud-text.ts";
import {
  ONLY_THE_ENGINE,
  changeNotes,
  isRefused,
  laterCloudText,
  leftoverLines,
  lossSummary,
  previewCounts,
  splitUntouched,
  unaskedPacks,
  unprotectCommands,
} from "../results/cloud-preview.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { withHint } from "./problems.ts";
import { table } from "./table.ts";

/** Reports what a run would change, for a comment on a pull request: losses of all stacks first. */
export function cloudPreviewMarkdown(result: CloudPreview): string {
  const { touched, untouched } = splitUntouched(result);
  const summary = lossSummary(result);
  const unasked = unaskedPacks(result);
  return lines(
    summary === "" ? "**Cloud**: no resource would be deleted or replaced." : `**Cloud**: ${summary}.`,
    unprotectCommands(result).map((command) => `- to allow it: ${code(command)}`),
    unasked === "" ? [] : `- note: ${escapeMarkdown(unasked)}`,
    touched.flatMap(stackItems),
    leftoverLines(result).map((line) => `- left: ${code(line)}`),
    untouched.length === 0 ? [] : ["", `Unchanged: ${untouched.map(code).join(", ")}.`],
  );
}

function stackItems(preview: StackPreview): readonly string[] {
  const { stack, project, changes, renames, unknown, problems, violations } = preview;
  const later = laterCloudText(preview);
  return [
    "",
    `### ${code(stack)} in ${code(project)}`,
    "",
    ...(later === "" ? [] : [`**Later**: ${escapeMarkdown(later.replace(/^later, /, ""))}.`, ""]),
    ...(changes.length === 0 ? [] : [`${previewCounts(preview)}.`, "", ...table(["", "type", "name", ""], changes.map(rowOf))]),
    ...renames.map((rename) => `- ${escapeMarkdown(renameHint(rename))}`),
    ...costItems(preview),
    ...unknown.map((shard) => `- unknown ${code(shard)}: ${ONLY_THE_ENGINE}`),
    ...violations.map((each) => `- **${each.severity}** ${code(each.resource ?? each.shard)}: ${escapeMarkdown(messageText(each))}`),
    ...problems.map(({ shard, message, hint }) => withHint(`- **error** ${code(shard)}: ${escapeMarkdown(message)}`, hint)),
  ];
}

const costItems = ({ cost }: StackPreview): readonly string[] => {
  const [change, ...others] = costChangeLines(cost);
  return change === undefined ? [] : ["", `- **${escapeMarkdown(change)}**`, ...others.map((line) => `  - ${escapeMarkdown(line)}`)];
};

const rowOf = (change: PreviewedChange): readonly string[] => [
  isLoss(change) ? `**${change.action}**${isRefused(change) ? " (protected)" : ""}` : change.action === "same" ? "keep" : change.action,
  code(className(change.type)),
  code(change.name),
  escapeMarkdown(changeNotes(change)),
];
