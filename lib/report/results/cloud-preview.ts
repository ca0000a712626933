import type { PreviewedChange, CloudPreview, StackPreview } from "../../app/cloud/cloud-preview.ts";
import { formatDuration } from "../../base/duration.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, quoted } from "../../base/text.ts";
import { type CloudAction, isLoss } from "../../diff/cloud/cloud-change.ts";

/** The words for changes that a run would make, in the order of a summary. */
const WORDS: Readonly<Record<CloudAction, string>> = {
  delete: "deleted",
  replace: "replaced",
  update: "updated",
  create: "created",
  same: "renamed or protected",
};

const ACTIONS = ["delete", "replace", "update", "create", "same"] as const satisfies readonly CloudAction[];

/** Says what the changes of a cloud wait for: `later, after the stage staging has run it for 2h`. Empty if they come at once. */
export const laterCloudText = ({ later, changes, unknown }: Pick<StackPreview, "changes" | "later" | "unknown">): string =>
  later === undefined || changes.length + unknown.length === 0
    ? ""
    : `later, after ${later.after} has run it for ${formatDuration(later.soakMs)}`;

/** Counts the changes of a stack: `1 deleted, 2 created, 40 unchanged`. */
export function previewCounts({ changes, unchanged }: Pick<StackPreview, "changes" | "unchanged">): string {
  const parts = ACTIONS.flatMap((action) => {
    const number = changes.filter((change) => change.action === action).length;
    return number === 0 ? [] : [`${number} ${WORDS[action]}`];
  });
  return [...parts, ...(unchanged === 0 ? [] : [`${unchanged} unchanged`])].join(", ");
}

/** The reason why a preview does not know the changes of code. */
export const ONLY_THE_ENGINE = "only the engine knows what code registers: preview --engine pulumi";

/** Says that only the engine asks the policy packs. Empty if it did, or if there are none. */
export const unaskedPacks = ({ engine, policyPacks }: Pick<CloudPreview, "engine" | "policyPacks">): string =>
  engine !== undefined || policyPacks.length === 0
    ? ""
    : `only the engine asks ${count(policyPacks.length, "policy pack")}: ${FAIRLEAD} preview --engine pulumi`;

/** True if a change cannot happen until someone takes the protection off. */
export const isRefused = (change: PreviewedChange): boolean => change.protected && isLoss(change);

/** Describes a change: the inputs, what it follows, and who uses the resource. */
export function changeNotes(change: PreviewedChange): string {
  const { action, properties, causes, because, usedBy, protection, previousUrn } = change;
  const paths = action === "replace" ? causes : properties;
  return [
    ...(paths.length === 0 ? [] : [paths.join(", ")]),
    ...(because === undefined ? [] : [`follows ${because}`]),
    ...(previousUrn === undefined ? [] : [`was ${previousUrn.split("::")[3] ?? ""}`]),
    ...(protection === undefined ? [] : [`protection ${protection}`]),
    ...(usedBy.length === 0 ? [] : [`used by ${usedBy.join(", ")}`]),
  ].join("; ");
}

/** Returns the stacks that a run changes, and the names of the others. */
export function splitUntouched({ stacks }: CloudPreview): {
  readonly touched: readonly StackPreview[];
  readonly untouched: readonly string[];
} {
  const isTouched = ({ changes, unknown, problems, violations }: StackPreview): boolean =>
    changes.length + unknown.length + problems.length + violations.length > 0;
  return { touched: stacks.filter(isTouched), untouched: stacks.filter((each) => !isTouched(each)).map(({ stack }) => stack) };
}

/** Returns the commands that let a run delete or replace protected resources, one for each stack. */
export const unprotectCommands = ({ stacks }: CloudPreview): readonly string[] =>
  stacks.flatMap(({ stack, changes }) => {
    const names = [...new Set(changes.filter(isRefused).map(({ name }) => quoted(name)))];
    return names.length === 0 ? [] : [`${FAIRLEAD} cloud unprotect ${quoted(stack)} ${names.join(" ")}`];
  });

/** Says in one sentence how many resources a run would lose. Empty if it loses none. */
export function lossSummary({ stacks }: CloudPreview): string {
  const losses = stacks.flatMap(({ changes }) => changes).filter(isLoss);
  const refused = losses.filter(isRefused);
  const later = stacks.flatMap((each) => (each.later === undefined ? [] : each.changes.filter(isLoss)));
  if (losses.length === 0) return "";
  const notes = [
    ...(refused.length === 0 ? [] : [`${refused.length} of them protected`]),
    ...(later.length === 0 ? [] : [`${later.length} of them later`]),
  ];
  return [`${count(losses.length, "resource")} would be deleted or replaced`, ...notes].join(", ");
}

/** Describes the clouds that `up` leaves alone: `old is removed, with a cloud of 14 resources, 7 protected`. */
export const leftoverLines = ({ leftovers }: CloudPreview): readonly string[] =>
  leftovers.map(({ stack, spec, resources, protected: kept }) => {
    const rest = kept === 0 ? "" : `, ${kept} protected`;
    return `${stack} is ${spec}, with a cloud of ${count(resources, "resource")}${rest}: ${FAIRLEAD} cloud destroy ${quoted(stack)}`;
  });
