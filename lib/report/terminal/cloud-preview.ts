import type { PreviewedChange, CloudPreview, StackPreview } from "../../app/cloud/cloud-preview.ts";
import { lines } from "../../base/text.ts";
import { isLoss } from "../../diff/cloud/cloud-change.ts";
import { renameHint } from "../../diff/cloud/likely-renames.ts";
import type { Colors } from "../colors.ts";
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
import { columns } from "./columns.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Changes of one stack that the report lists. */
const MAX_LINES = 40;

/** Reports what a run would change: losses first, and stacks without a change in one line. */
export function cloudPreviewText(result: CloudPreview, colors: Colors): string {
  const shown = safe(result);
  const { touched, untouched } = splitUntouched(shown);
  const summary = lossSummary(shown);
  const unasked = unaskedPacks(shown);
  return lines(
    touched.flatMap((stack) => stackLines(stack, colors)),
    untouched.length === 0 ? [] : `${colors.green("unchanged")}: ${untouched.join(", ")}`,
    leftoverLines(shown).map((line) => `${colors.yellow("left")}: ${line}`),
    shown.stacks.length + shown.leftovers.length === 0 ? "no stack has a cloud" : [],
    summary === "" ? [] : colors.red(summary),
    unasked === "" ? [] : `note: ${unasked}`,
    ...unprotectCommands(shown).map((command) => hintLines(`to allow it: ${command}`, colors)),
  );
}

function stackLines(preview: StackPreview, colors: Colors): readonly string[] {
  const { stack, project, changes, renames, unknown, problems, violations } = preview;
  const { bold, dim, red } = colors;
  const later = laterCloudText(preview);
  const severities = { error: red("error"), warning: colors.yellow("warning") };
  const rows = columns(changes.slice(0, MAX_LINES).map(rowOf));
  return [
    [bold(stack), dim(`project ${project}`), previewCounts(preview), ...(later === "" ? [] : [colors.yellow(later)])].join("  "),
    ...rows.map((row, at) => paintOf(changes[at], colors)(row)),
    ...moreLines(changes, MAX_LINES).map((line) => dim(`  ${line}`)),
    ...renames.flatMap((rename) => hintLines(renameHint(rename), colors).map((line) => `  ${line}`)),
    ...costChangeLines(preview.cost).map((line, at) => (at === 0 ? `  ${line}` : dim(`    ${line}`))),
    ...unknown.map((shard) => colors.yellow(`  unknown  ${shard}: ${ONLY_THE_ENGINE}`)),
    ...violations.map((each) => `  ${severities[each.severity]} ${each.resource ?? each.shard}: ${messageText(each)}`),
    ...problems.flatMap(({ shard, message, hint }) => [
      `  ${severities.error} ${shard}: ${message}`,
      ...hintLines(hint, colors).map((line) => `  ${line}`),
    ]),
  ];
}

const rowOf = (change: PreviewedChange): readonly string[] => [
  `  ${change.action === "same" ? "keep" : change.action}`,
  className(change.type),
  change.name,
  [...(isRefused(change) ? ["protected"] : []), changeNotes(change)].filter((note) => note !== "").join("; "),
];

const paintOf = (change: PreviewedChange | undefined, { red, yellow, green }: Colors): ((text: string) => string) =>
  change === undefined || isLoss(change) ? red : change.action === "create" ? green : yellow;
