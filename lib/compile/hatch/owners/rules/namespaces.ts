import { valueAt } from "../../../../base/values.ts";
import { apiGroup } from "../../../object-key.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { type Field, recordsOf, textAt, walk } from "../walk.ts";

/** The fields that name the namespace of something else without naming the thing. */
const NAMESPACES = new Set(["remoteNamespace"]);

/** The maps of free text. A key `namespace` in them is no reference. */
const MAPS = new Set(["annotations", "labels", "matchLabels", "nodeSelector", "parameters"]);

/** Refuses references to other namespaces. Only the Gateway of a route may be in another one. */
export const namespacesRule: OwnerRule = ({ object, owner, stack }, report) => {
  // The patch of an Application or of a project keeps its target by another rule.
  if (owner.kind === "platform" || apiGroup(object) === "argoproj.io") return;
  if (object.kind === "ReferenceGrant" && owner.kind === "service") {
    report("kind", "a service cannot add a ReferenceGrant: it opens the objects of all services", "write it in a component");
    return;
  }
  const say = (at: string, namespace: string): void => report(at, `"${namespace}" is not the stack's namespace "${stack.namespace}"`);
  walk(object, (field) => {
    const { at, value, above } = field;
    if (typeof value !== "string" || !isReference(field) || above[0] === "metadata") return;
    const outer = above.at(-1) ?? "";
    const isGrant = object.kind === "ReferenceGrant" && outer === "from" && value === stack.gateway.namespace;
    // Another rule checks the Gateway of a route.
    if (value !== stack.namespace && !isGrant && !/^parentRefs?$/.test(outer)) say(at, value);
  });
  const names = valueAt(object, ["spec", "namespaceSelector", "matchNames"]);
  if (Array.isArray(names))
    names.forEach((name, index) => {
      if (name !== stack.namespace) say(`spec.namespaceSelector.matchNames.${index}`, String(name));
    });
  if (valueAt(object, ["spec", "namespaceSelector", "any"]) === true)
    report("spec.namespaceSelector.any", `finds more than the stack's namespace "${stack.namespace}"`);
  if (object.kind !== "ReferenceGrant") return;
  recordsOf(valueAt(object, ["spec", "to"]) ?? []).forEach((target, index) => {
    if (textAt(target, "name") === undefined)
      report(`spec.to.${index}.name`, "is missing; without it, the grant opens all objects of the kind");
  });
};

/** True if a field names the namespace of another object. */
const isReference = ({ key, owner, above }: Field): boolean =>
  NAMESPACES.has(key) ||
  (key === "namespace" && !MAPS.has(above.at(-1) ?? "") && (typeof owner["name"] === "string" || typeof owner["kind"] === "string"));
