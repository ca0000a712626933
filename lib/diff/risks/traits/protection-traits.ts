import { isRecord } from "../../../base/values.ts";
import { ENFORCED_LEVEL, POD_SECURITY_LEVELS } from "../../../model/pod-security.ts";
import { at, pairsText, recordsAt, shown } from "../read-values.ts";
import type { Fields, Trait, TraitReader } from "../trait.ts";

/** Lists the protections that an object gives to others: disruption budgets, the namespace's level, and kept data. */
export const protectionTraits: TraitReader = ({ value, kind }) => OF_KIND[kind]?.(value) ?? [];

const OF_KIND: Readonly<Record<string, (value: Fields) => readonly Trait[]>> = {
  Namespace: (value) => {
    const labels = at(value, "metadata.labels");
    const level = isRecord(labels) ? labels[ENFORCED_LEVEL] : undefined;
    const rank = POD_SECURITY_LEVELS.findIndex((name) => name === level);
    // Without a label, the namespace accepts every pod.
    const allowed = rank === -1 ? POD_SECURITY_LEVELS : POD_SECURITY_LEVELS.slice(0, rank + 1);
    return allowed.slice(1).map((name) => ({ risk: "privilege", text: `accepts pods of the level ${name}` }));
  },
  PersistentVolumeClaim: (value) => [
    { risk: "data", text: `has the storage class ${shown(at(value, "spec.storageClassName") ?? "default")}`, usual: true },
  ],
  PodDisruptionBudget: (value) => {
    const pods = pairsText(at(value, "spec.selector.matchLabels"));
    const limits = ["maxUnavailable", "minAvailable"].flatMap((field) => {
      const limit = at(value, `spec.${field}`);
      return limit === undefined ? [] : [`${field} ${shown(limit)}`];
    });
    return limits.map((limit) => ({ risk: "availability", text: `no longer keeps pods with ${pods} at ${limit}`, guard: "needed" }));
  },
  PriorityClass: (value) => [{ risk: "availability", text: `has the priority ${shown(value["value"])}`, usual: true }],
  StatefulSet: (value) =>
    ["whenDeleted", "whenScaled"].flatMap((event): readonly Trait[] =>
      at(value, `spec.persistentVolumeClaimRetentionPolicy.${event}`) === "Delete"
        ? [{ risk: "data", text: `deletes its claims (${event})` }]
        : [],
    ),
  ExternalSecret: (value) => {
    const policy = at(value, "spec.target.deletionPolicy");
    return recordsAt(value, "spec.data").length > 0 && policy === "Delete"
      ? [{ risk: "data", text: "deletes its secret if the store has none" }]
      : [];
  },
};
