import type { DoraResult } from "../../app/dora/dora.ts";
import type { StackFigures } from "../../app/dora/figures.ts";
import { durationText } from "./age.ts";

/** The titles of the columns of `doraRow`. */
export const DORA_HEAD = ["stack", "deploys", "lead time", "failure rate", "time to restore", "rollbacks", "hotfixes", "holds"];

const time = (seconds: number | undefined): string => (seconds === undefined ? "-" : durationText(seconds));

/** Formats the figures of a stack. */
export const doraRow = (of: StackFigures): readonly string[] => [
  of.stack,
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
