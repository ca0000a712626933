import { valueAt } from "../../base/values.ts";
import { joined, podTemplate } from "../hatch/pod-template.ts";
import { OWNERSHIP_LABELS } from "../labels.ts";
import type { Keeper } from "./keeper.ts";

/** Refuses an object without the labels that say whose it is. Selectors, policies and reports read them. */
export const keepsLabels: Keeper = ({ before, after }, report) => {
  const template = podTemplate(before);
  const places = ["metadata.labels", ...(template === undefined ? [] : [joined(template.at, "metadata.labels")])];
  for (const place of new Set(places))
    for (const label of OWNERSHIP_LABELS) {
      const keys = [...place.split("."), label];
      const value = valueAt(before, keys);
      if (value !== undefined && valueAt(after, keys) !== value)
        report(`${place}.${label}`, `must stay ${JSON.stringify(value)}: it says whose object it is`, "add a label of another name");
    }
};
