import type { RestoreResult } from "../../app/cloud/restore/restore-result.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { quoted } from "../../base/text.ts";
import { dollars, notCounted } from "./cost-text.ts";

/** Names what a copy is made from: `any second of its logs`. */
export const sourceText = ({ source, server }: RestoreResult): string =>
  source.kind === "second" ? `the logs of ${server} at ${source.at}` : `the backup of ${server} of ${source.at}`;

/** Says in one sentence what was copied. */
export function restoreSummary(result: RestoreResult): string {
  const { stack, service, need, outcome } = result;
  const of = `${service}.${need} of ${stack}`;
  const from = sourceText(result);
  return {
    planned: `${of} would get a copy from ${from}`,
    restored: `${of} has a copy from ${from}`,
    unchanged: `${of} has a copy from ${from} already; nothing changed`,
    failed: `${of} has no complete copy from ${from}`,
  }[outcome];
}

/** Returns the cost of a copy, and what is not in it. */
export const restoreCostLines = ({ cost }: RestoreResult): readonly string[] => [
  `cost: +${dollars(cost)} a month`,
  ...notCounted(cost).map((each) => `not counted: ${each}`),
];

/** Returns the lines of the spec that let services use a copy. Empty if they use it, or if there is no copy. */
export const switchOverLines = ({ switchOver }: RestoreResult): readonly string[] =>
  switchOver === undefined ? [] : [...switchOver.imports, switchOver.line];

/** Returns the commands that go on from a result. */
export function restoreHints({ stack, service, need, source, part, outcome, switchOver }: RestoreResult): readonly string[] {
  const again = `${FAIRLEAD} cloud restore ${quoted(`${stack}/${service}.${need}`)} --at ${source.at}`;
  if (outcome === "failed") return [`after the fix: ${again}`];
  if (outcome === "planned") return [`to make it: ${again}`];
  if (switchOver === undefined) return [`to return to the instance, take the line "restored" out, and run ${FAIRLEAD} up`];
  return [
    `then: ${FAIRLEAD} preview --stack ${quoted(stack)}, and ${FAIRLEAD} up --stack ${quoted(stack)}`,
    `to end the copy: ${FAIRLEAD} cloud destroy ${quoted(stack)} --part ${quoted(part)}`,
  ];
}
