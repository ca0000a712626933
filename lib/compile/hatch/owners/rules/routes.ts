import { valueAt } from "../../../../base/values.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { recordsOf, textAt } from "../walk.ts";

/** Refuses routes on a Gateway of another namespace than the stack's, and than that of its Gateway. */
export const routesRule: OwnerRule = ({ object, stack }, report) => {
  const allowed = [stack.namespace, stack.gateway.namespace];
  for (const field of ["parentRefs", "parentRef"]) {
    recordsOf(valueAt(object, ["spec", field]) ?? []).forEach((parent, index) => {
      const namespace = textAt(parent, "namespace");
      if (namespace === undefined || allowed.includes(namespace)) return;
      const at = field === "parentRef" ? "spec.parentRef.namespace" : `spec.parentRefs.${index}.namespace`;
      report(
        at,
        `"${namespace}" is neither the stack's namespace "${stack.namespace}" nor that of its Gateway "${stack.gateway.namespace}"`,
      );
    });
  }
};
