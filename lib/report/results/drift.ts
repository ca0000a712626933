import type { DriftedResource, DriftedValue, DriftResult, StackDrift } from "../../app/cloud/drift-result.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, shorten } from "../../base/text.ts";

/** Counts what differs in a stack: `1 changed, 1 deleted, 17 clean`. */
export function driftCounts({ recorded, drifted, unread }: StackDrift): string {
  const changed = drifted.filter(({ what }) => what === "changed").length;
  const deleted = drifted.length - changed;
  const clean = Math.max(0, recorded - drifted.length - unread.length);
  const parts = [
    [changed, "changed"],
    [deleted, "deleted"],
    [unread.length, "not read"],
    // If a read fails, the engine leaves out others.
    [unread.length > 0 ? 0 : clean, "clean"],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(", ");
}

/** Describes the values of a resource: `memorySizeGb: recorded 1, found 2`. */
export const valuesText = ({ values, what }: DriftedResource): string =>
  what === "changed" && values.length === 0 ? "values that the cloud computes" : values.map(valueText).join("; ");

const valueText = ({ path, recorded, found }: DriftedValue): string => `${path}: recorded ${textOf(recorded)}, found ${textOf(found)}`;

const textOf = (value: unknown): string => (value === undefined ? "nothing" : shorten(JSON.stringify(value)));

/** Names the stacks without a difference. */
export const cleanStacks = ({ stacks }: DriftResult): readonly string[] =>
  stacks.flatMap(({ stack, outcome, recorded }) => (outcome === "clean" && recorded > 0 ? [stack] : []));

/** Returns the commands that go on from a result. */
export function driftCommands({ mode, stacks }: DriftResult): readonly string[] {
  const drifted = stacks.flatMap(({ stack, drifted: found }) => (found.length > 0 ? [stack] : []));
  if (drifted.length === 0) return [];
  if (mode === "repair") return [`to bring the cloud back to the specs: ${FAIRLEAD} preview, then ${FAIRLEAD} up`];
  return drifted.map((stack) => `to bring it back: ${FAIRLEAD} cloud repair ${stack}, then ${FAIRLEAD} up`);
}

/** Names what a stack ignores: `1 value is ignored`, and each rule that expired or that matches nothing. */
export const ignoredLines = ({ stack, ignored, idle }: StackDrift): readonly string[] => [
  ...(ignored === 0 ? [] : [`${stack}: ${count(ignored, "value")} ignored by driftIgnore`]),
  ...idle.map(({ rule, why }) => {
    const reason = why === "expired" ? `expired after ${rule.expires}` : "matches nothing";
    return `${stack}: driftIgnore of ${rule.resource} ${rule.property} ${reason}; its owner is ${rule.owner}`;
  }),
];
