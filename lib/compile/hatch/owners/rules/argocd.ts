import { apiGroup } from "../../../object-key.ts";
import type { OwnerRule } from "../owner-rule.ts";

const KINDS = new Set(["Application", "ApplicationSet", "AppProject"]);

/** Refuses objects that make Argo CD deploy something else. */
export const argocdRule: OwnerRule = ({ object, isAdded }, report) => {
  if (isAdded && apiGroup(object) === "argoproj.io" && KINDS.has(object.kind))
    report(
      "kind",
      `a hatch cannot add an ${object.kind}: Argo CD would deploy more than the stack`,
      "write a stack, a service or a component",
    );
};
