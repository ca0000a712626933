import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import { isCopyPart } from "../../cloud/place/copy-part.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, quoted } from "../../base/text.ts";
import type { KeptResource } from "../../diff/cloud/plan-destroy.ts";

const WHY: Readonly<Record<KeptResource["why"][number], string>> = {
  protected: "protected",
  held: "the cloud refuses to delete it",
  used: "used by",
  member: "ends only with",
  foundation: "other parts of the stack stay",
};

/** Says why a resource stays: `protected; the cloud refuses to delete it`. */
export const keptNotes = ({ why, usedBy }: KeptResource): string =>
  why.map((each) => (each === "used" || each === "member" ? `${WHY[each]} ${usedBy ?? "another resource"}` : WHY[each])).join("; ");

/** Lists the resources of a plan that stay. */
export const keptIn = ({ parts }: DestroyResult): readonly KeptResource[] => parts.flatMap(({ stays }) => stays);

/** Says in one sentence what goes and what stays. */
export function destroySummary(result: DestroyResult): string {
  const { stack, services, part, outcome, parts } = result;
  const what = part ?? (services.length === 0 ? stack : `${services.join(", ")} of ${stack}`);
  if (outcome === "nothing") return `${what} has no recorded cloud`;
  const [goes, stays] = [parts.flatMap((part) => part.goes).length, keptIn(result).length];
  const rest = stays === 0 ? "" : `; ${stays} ${stays === 1 ? "stays" : "stay"}`;
  if (outcome === "destroyed") return `${what}: ${deletedIn(result)} of ${count(goes, "resource")} deleted${rest}`;
  return `${what}: ${count(goes, "resource")} would be deleted${outcome === "planned" ? "" : ", and nobody confirmed it"}${rest}`;
}

const deletedIn = ({ run }: DestroyResult): number =>
  run?.shards.flatMap(({ steps }) => steps).filter(({ outcome, operation }) => outcome === "done" && operation === "delete").length ?? 0;

/** True if only copies go. */
const isCopy = ({ parts }: DestroyResult): boolean => parts.every(({ shard }) => isCopyPart(shard));

/** Returns the commands and edits that go on from a result. */
export function destroyHints(result: DestroyResult): readonly string[] {
  const { stack, services, part, spec, outcome } = result;
  const kept = keptIn(result);
  const isProtected = kept.filter(({ why }) => why.includes("protected"));
  const names = [...new Set(isProtected.map(({ name }) => quoted(name)))];
  const flags = [
    ...services.map((service) => ` --service ${quoted(service)}`),
    ...(part === undefined ? [] : [` --part ${quoted(part)}`]),
  ].join("");
  return [
    ...(outcome === "unconfirmed" ? [`to delete them: ${FAIRLEAD} cloud destroy ${quoted(stack)}${flags} --confirm ${quoted(stack)}`] : []),
    ...(names.length === 0 ? [] : [`only if its data may go: ${FAIRLEAD} cloud unprotect ${quoted(stack)} ${names.join(" ")}`]),
    ...(kept.some(({ why }) => why.includes("held"))
      ? [`the cloud lets go of what a spec opens: protection: none("because ..."), and then ${FAIRLEAD} up --only cloud`]
      : []),
    // No spec asks for a copy that goes.
    ...(spec === "in use" && !isCopy(result) && outcome !== "nothing"
      ? [`the specs still ask for ${stack}, so the next up makes it again; retired: true prevents it`]
      : []),
  ];
}
