import { FRONT_LABEL, INSTANCE_LABEL, NAME_LABEL } from "../../../labels.ts";
import { otherOwner } from "../hatch-owner.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { textAt, walk } from "../walk.ts";

/** The fields with the labels of an object, or of the pods that it makes. */
const LABELS = new Set(["labels", "podLabels", "commonLabels", "additionalLabels", "extraLabels"]);

/** The label that a service, or all services behind a front, have. */
const OWNED = [
  [INSTANCE_LABEL, "pods"],
  [NAME_LABEL, "pods"],
  [FRONT_LABEL, "front"],
] as const;

/** Refuses labels of another service. Pods with them get its traffic, and its NetworkPolicies hold for them. */
export const labelsRule: OwnerRule = ({ object, owner, owners }, report) => {
  walk(object, ({ at, key, value, above }) => {
    // The labels of a selector are the concern of another rule.
    if (!LABELS.has(key) || /(?:selector|subsets)$/i.test(above.at(-1) ?? "")) return;
    for (const [label, sort] of OWNED) {
      const name = textAt(value, label);
      const other = name === undefined ? undefined : otherOwner(owner, owners.names[sort].get(name));
      if (other !== undefined) report(`${at}.${label}`, `"${name}" is a label of ${other}`, "use a value that no other service has");
    }
  });
};
