import { isRecord } from "../../../base/values.ts";
import { VERSION_LABEL } from "../../labels.ts";
import type { OwnedPods } from "./stack-owners.ts";

/** A condition on one label. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The conditions of a selector. Without one, it selects everything. */
export type Selector = readonly Requirement[];

/** Reads a map of labels, or a selector with `matchLabels` and `matchExpressions`. Cilium writes the source before a label. */
export function readSelector(value: unknown): Selector {
  if (!isRecord(value)) return [];
  const { matchLabels, matchExpressions } = value;
  if (matchLabels === undefined && matchExpressions === undefined) return equalities(isRecord(value["labels"]) ? value["labels"] : value);
  const expressions: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  return [
    ...equalities(matchLabels),
    ...expressions.filter(isRecord).map(({ key, operator, values }) => ({
      key: keyOf(String(key)),
      operator: String(operator),
      values: Array.isArray(values) ? values.map(String) : [],
    })),
  ];
}

const equalities = (labels: unknown): Selector =>
  isRecord(labels) ? Object.entries(labels).map(([key, value]) => ({ key: keyOf(key), operator: "In", values: [String(value)] })) : [];

const keyOf = (key: string): string => key.replace(/^(?:any|k8s|container|cidr):/, "");

/** The labels that the cluster sets, and that of the version, which changes. Any value may occur. */
const CHANGING =
  /^(?:pod-template-hash|controller-revision-hash|controller-uid|batch\.kubernetes\.io\/.*|apps\.kubernetes\.io\/.*|topology\.kubernetes\.io\/.*|io\.(?:kubernetes|cilium)\..*)$/;

/** The labels with the name of a pod or of its job. Kubernetes sets them. */
const NAMED = new Set(["statefulset.kubernetes.io/pod-name", "job-name", "batch.kubernetes.io/job-name"]);

/** True if a selector may select pods. */
export const mayMatch = (selector: Selector, pods: Pick<OwnedPods, "labels" | "workload">): boolean =>
  selector.every((requirement) => mayHold(requirement, pods));

function mayHold({ key, operator, values }: Requirement, { labels, workload }: Pick<OwnedPods, "labels" | "workload">): boolean {
  if (NAMED.has(key)) return operator !== "In" || values.some((name) => name === workload || isNumbered(name, workload));
  if (key === VERSION_LABEL || CHANGING.test(key)) return true;
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return true;
  }
}

/** True if a StatefulSet or a CronJob gives the name to a pod or to a job. */
const isNumbered = (name: string, workload: string): boolean =>
  name.startsWith(`${workload}-`) && /^\d+$/.test(name.slice(workload.length + 1));
