import type { DoraResult } from "../../app/dora/dora.ts";
import type { StackFigures } from "../../app/dora/figures.ts";
import { durationText } from "./age.ts";

/** The titles of the columns of the figures. */
const FIGURES = ["deploys", "lead time", "failure rate", "time to restore", "rollbacks", "hotfixes", "holds"];

const time = (seconds: number | undefined): string => (seconds === undefined ? "-" : durationText(seconds));

/** A table of figures: the titles of its columns, and its rows. */
export interface DoraTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Formats the figures of stages, if there is a pipeline, and of stacks. Leaves out a table without rows. */
export const doraTables = ({ stacks, stages = [] }: DoraResult): readonly DoraTable[] =>
  [
    { head: ["stage", ...FIGURES], rows: stages.map((each) => [each.stage, ...cells(each)]) },
    { head: ["stack", ...FIGURES], rows: stacks.map((each) => [each.stack, ...cells(each)]) },
  ].filter(({ rows }) => rows.length > 0);

const cells = (of: Omit<StackFigures, "stack">): readonly string[] => [
  String(of.deploys),
  time(of.leadSeconds),
  of.failureRate === undefined ? "-" : `${Math.round(of.failureRate * 100)}% (${of.failures})`,
  time(of.restoreSeconds),
  String(of.rollbacks),
  String(of.hotfixes),
  String(of.holds),
];

/** Says what the figures mean. */
export const doraNotes = ({ since, failure }: DoraResult): readonly string[] => [
  `since ${since.slice(0, 10)}; times are medians; the lead time is from the build to the commit that deploys it`,
  `failure: ${failure}`,
];
