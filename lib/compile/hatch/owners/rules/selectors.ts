import { isRecord, valueAt } from "../../../../base/values.ts";
import type { Manifest } from "../../../../model/manifest.ts";
import { INSTANCE_LABEL } from "../../../labels.ts";
import { apiGroup } from "../../../object-key.ts";
import { otherOwner } from "../hatch-owner.ts";
import type { OwnedObject, OwnerRule } from "../owner-rule.ts";
import { mayMatch, readSelector } from "../selector.ts";
import { type Fields, recordsOf } from "../walk.ts";

/** The fields of selectors below `spec`. */
const SELECTORS = ["selector", "podSelector", "endpointSelector", "workloadSelector", "labelSelector"];

/** The kinds whose selector finds something else than pods and Services: volumes, or the pods of the object's template. */
const OTHER_KINDS = new Set([
  "CronJob",
  "DaemonSet",
  "Deployment",
  "Job",
  "PersistentVolumeClaim",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
  "StatefulSet",
]);

/** The API groups of meshes. Without a selector, an object of such a group holds for the whole namespace. */
const WHOLE_NAMESPACE = /^(?:security|networking|extensions)\.istio\.io$/;

/** The kinds of meshes that name hosts instead of pods. */
const BY_HOST = new Set(["DestinationRule", "Gateway", "ServiceEntry", "VirtualService", "WorkloadEntry", "WorkloadGroup"]);

/** Refuses selectors that find the pods of another service. */
export const selectorsRule: OwnerRule = (subject, report) => {
  const { object, owner } = subject;
  if (owner.kind === "platform" || OTHER_KINDS.has(object.kind)) return;
  const hint =
    owner.kind === "service" ? `select ${INSTANCE_LABEL}: "${owner.name}"` : "select labels that only the pods of the component have";
  for (const { at, selector } of selectorsOf(object)) {
    const found = selectedOf(subject, selector);
    if (found.length > 0) report(at, `selects the pods of ${listed(found)}`, hint);
  }
};

/** Lists the selectors of an object that act on what they find. */
export function selectorsOf(object: Manifest): readonly { readonly at: string; readonly selector: unknown }[] {
  const spec = object["spec"];
  if (object.kind === "NetworkPolicy" && apiGroup(object) === "networking.k8s.io")
    return isRecord(spec) && opens(spec) ? [{ at: "spec.podSelector", selector: spec["podSelector"] }] : [];
  const parts = [
    { at: "spec", value: spec },
    // Cilium allows several policies in one object.
    ...recordsOf(object["specs"] ?? []).map((value, index) => ({ at: `specs.${index}`, value })),
  ];
  // Calico writes a selector as an expression, and none for all pods.
  if (CALICO.test(apiGroup(object)) && object.kind === "NetworkPolicy")
    return [{ at: "spec.selector", selector: calicoSelector(valueAt(spec, ["selector"])) }];
  const given = parts.flatMap(({ at, value }) =>
    SELECTORS.flatMap((field) => {
      const selector = valueAt(value, [field]);
      const isNone = object.kind === "Service" && isRecord(selector) && Object.keys(selector).length === 0;
      return isRecord(selector) && !isNone ? [{ at: `${at}.${field}`, selector }] : [];
    }),
  );
  const isWide = WHOLE_NAMESPACE.test(apiGroup(object)) && !BY_HOST.has(object.kind);
  const hasTarget = ["targetRef", "targetRefs"].some((field) => valueAt(spec, [field]) !== undefined);
  return given.length === 0 && isWide && !hasTarget ? [{ at: "spec.selector", selector: undefined }] : given;
}

const CALICO = /(?:^|\.)projectcalico\.org$/;

/** Reads an expression that compares one label. Any other may find all pods. */
function calicoSelector(text: unknown): Fields {
  const [, label, value] = /^\s*([\w./-]{1,317})\s*==\s*["']([^"']{0,63})["']\s*$/.exec(String(text)) ?? [];
  return label === undefined || value === undefined ? {} : { [label]: value };
}

/** True if a NetworkPolicy allows traffic. A policy without rules denies it, as the default of the stack does. */
const opens = (spec: Fields): boolean =>
  ["ingress", "egress"].some((field) => {
    const rules = spec[field];
    return Array.isArray(rules) && rules.length > 0;
  });

/** Lists the other services whose pods a selector may find. */
function selectedOf({ owner, owners }: OwnedObject, value: unknown): readonly string[] {
  const selector = readSelector(value);
  const found = owners.pods.flatMap((pods) => (mayMatch(selector, pods) ? (otherOwner(owner, [pods.service]) ?? []) : []));
  return [...new Set(found)].sort();
}

const SHOWN = 3;

function listed(names: readonly string[]): string {
  if (names.length <= SHOWN) return names.join(", ");
  return `${names.slice(0, SHOWN - 1).join(", ")} and ${names.length - SHOWN + 1} other services`;
}
