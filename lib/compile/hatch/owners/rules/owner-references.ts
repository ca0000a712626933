import type { OwnerRule } from "../owner-rule.ts";
import { walk } from "../walk.ts";

/** Refuses owner references. The cluster would delete the object with one that git does not know. */
export const ownerReferencesRule: OwnerRule = ({ object }, report) => {
  walk(object, ({ at, key, above }) => {
    if (key === "ownerReferences" && above.at(-1) === "metadata") report(at, "is written by the cluster; leave it out");
  });
};
