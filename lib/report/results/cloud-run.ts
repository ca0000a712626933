import type { CloudMessage, CloudRun, CloudShard, CloudStep } from "../../app/cloud/cloud-run.ts";
import { count } from "../../base/text.ts";

/** The words for changes that happened, in the order of a summary. */
const DONE: Readonly<Record<CloudStep["operation"], string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  refresh: "refreshed",
  adopt: "adopted",
};

/** Returns a message with the policy that a resource violates. */
export const messageText = ({ policy, message }: Pick<CloudMessage, "message" | "policy">): string =>
  policy === undefined ? message : `violates ${policy}: ${message}`;

/** Counts the changes of a part: `3 created, 1 deleted`. Empty if there is none. */
export function changesText({ steps }: Pick<CloudShard, "steps">): string {
  const done = steps.filter(({ outcome }) => outcome === "done");
  return Object.entries(DONE)
    .map(([operation, word]) => [done.filter((step) => step.operation === operation).length, word] as const)
    .flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]))
    .join(", ");
}

/** Summarizes a run: `cloud: 2 parts changed, 1 failed, 3 as they were`. */
export function cloudSummary({ shards }: CloudRun): string {
  const numberOf = (outcome: CloudShard["outcome"]): number => shards.filter((each) => each.outcome === outcome).length;
  const [changed, failed, skipped, unchanged] = [numberOf("changed"), numberOf("failed"), numberOf("not run"), numberOf("unchanged")];
  if (unchanged === shards.length) return `nothing to change in ${count(shards.length, "part")}`;
  return [
    `${count(changed, "part")} changed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(skipped === 0 ? [] : [`${skipped} not run`]),
    ...(unchanged === 0 ? [] : [`${unchanged} unchanged`]),
  ].join(", ");
}
