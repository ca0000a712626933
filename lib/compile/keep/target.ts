import { valueAt } from "../../base/values.ts";
import type { Keeper } from "./keeper.ts";

/** The fields of an Application that say what runs where. Another value could deploy a stack into another one. */
const TARGET = [["project"], ["destination"], ["source", "repoURL"], ["source", "path"], ["source", "targetRevision"]];

/** Refuses an Application that deploys another directory, or to another place. */
export const keepsTarget: Keeper = ({ before, after }, report) => {
  if (before.kind !== "Application") return;
  for (const keys of TARGET) {
    const text = JSON.stringify(valueAt(before["spec"], keys));
    if (text !== JSON.stringify(valueAt(after["spec"], keys))) report(`spec.${keys.join(".")}`, `must stay ${text}`);
  }
};
