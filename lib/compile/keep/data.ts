import { valueAt } from "../../base/values.ts";
import type { Keeper } from "./keeper.ts";

/** Kind -> the fields that keep data, each with the value that does so. A spec may set another one. */
const KEPT: Readonly<Record<string, readonly (readonly [path: string, value: unknown])[]>> = {
  Application: [["spec.syncPolicy.automated.allowEmpty", false]],
  ExternalSecret: [["spec.target.deletionPolicy", "Retain"]],
  StatefulSet: [
    ["spec.persistentVolumeClaimRetentionPolicy.whenDeleted", "Retain"],
    ["spec.persistentVolumeClaimRetentionPolicy.whenScaled", "Retain"],
  ],
};

/** Refuses an object that no longer keeps its data, or an Application of prod that takes its objects along. */
export const keepsData: Keeper = ({ before, after }, report) => {
  const fields = Object.hasOwn(KEPT, before.kind) ? (KEPT[before.kind] ?? []) : [];
  for (const [path, value] of fields) {
    const keys = path.split(".");
    const changed = valueAt(after, keys);
    // Without the field, the default of the API keeps the data, too.
    if (valueAt(before, keys) === value && changed !== undefined && changed !== value)
      report(path, `must stay ${JSON.stringify(value)}: ${before.kind} "${before.metadata.name}" would lose its data`);
  }
  const finalizers = valueAt(after, ["metadata", "finalizers"]);
  if (before.kind === "Application" && valueAt(before, ["metadata", "finalizers"]) === undefined && finalizers !== undefined)
    report("metadata.finalizers", `must be absent: the objects of ${before.kind} "${before.metadata.name}" would go with it`);
};
