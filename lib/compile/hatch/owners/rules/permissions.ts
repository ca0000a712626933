import { isRecord, valueAt } from "../../../../base/values.ts";
import { ESCALATING_VERBS, IN_A_COMPONENT, RISKY_RESOURCES } from "../../../../model/rules/kubernetes-api.ts";
import { apiGroup } from "../../../object-key.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { recordsOf, textAt } from "../walk.ts";

/** The roles of Kubernetes that read Secrets, or that give the permissions of others. */
const WIDE_ROLES = new Set(["admin", "cluster-admin", "edit"]);

/** Refuses permissions of a service on Secrets, and on what belongs to others. A person reviews those of a component. */
export const permissionsRule: OwnerRule = ({ object, owner }, report) => {
  if (owner.kind !== "service" || apiGroup(object) !== "rbac.authorization.k8s.io") return;
  const role = valueAt(object, ["roleRef"]);
  const name = textAt(role, "name");
  if (isRecord(role) && role["kind"] === "ClusterRole" && name !== undefined && WIDE_ROLES.has(name))
    report("roleRef.name", `"${name}" gives access to secrets or to permissions of others`, IN_A_COMPONENT);
  recordsOf(object["rules"] ?? []).forEach((rule, index) => {
    const check = (field: string, isWide: (text: string) => boolean): void => {
      const list = rule[field];
      for (const text of new Set(Array.isArray(list) ? list.map(String) : []))
        if (isWide(text))
          report(`rules.${index}.${field}`, `"${text}" gives access to secrets or to permissions of others`, IN_A_COMPONENT);
    };
    check("resources", (resource) => resource.includes("*") || RISKY_RESOURCES.has(resource));
    check("verbs", (verb) => verb === "*" || ESCALATING_VERBS.has(verb));
  });
};
