import type { DriftResult, StackDrift } from "../../app/cloud/drift-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { className } from "../results/cloud-text.ts";
import { cleanStacks, driftCommands, driftCounts, ignoredLines, valuesText } from "../results/drift.ts";
import { columns } from "./columns.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Resources of one stack that the report lists. */
const MAX_LINES = 40;

/** Reports what differs between the recorded states and the clouds. */
export function driftText(result: DriftResult, colors: Colors): string {
  const shown = safe(result);
  const clean = cleanStacks(shown);
  return lines(
    shown.stacks.filter(({ outcome }) => outcome !== "clean").flatMap((stack) => stackLines(stack, colors)),
    clean.length === 0 ? [] : `${colors.green("clean")}: ${clean.join(", ")}`,
    shown.stacks.flatMap(ignoredLines).map((line) => colors.dim(`note: ${line}`)),
    shown.stacks.every(({ recorded, unread }) => recorded === 0 && unread.length === 0) ? "no stack has a recorded cloud" : [],
    shown.interrupted ? colors.red("the run was interrupted") : [],
    ...driftCommands(shown).map((command) => hintLines(command, colors)),
  );
}

function stackLines(stack: StackDrift, colors: Colors): readonly string[] {
  const { drifted, unread } = stack;
  const rows = columns(drifted.slice(0, MAX_LINES).map((each) => [`  ${each.what}`, className(each.type), each.name, valuesText(each)]));
  return [
    `${colors.bold(stack.stack)}  ${driftCounts(stack)}`,
    ...rows.map((row, at) => (drifted[at]?.what === "deleted" ? colors.red(row) : colors.yellow(row))),
    ...moreLines(drifted, MAX_LINES).map((line) => colors.dim(`  ${line}`)),
    ...unread.flatMap(({ resource, message, hint }) => [
      `  ${colors.red("not read")} ${resource === undefined ? "" : `${resource}: `}${message}`,
      ...hintLines(hint, colors).map((line) => `  ${line}`),
    ]),
  ];
}
