import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1";
import type { Model, StackModel } from "../../model/model.ts";
import type { Priority } from "../../model/service-input.ts";
import { stackLabels } from "../labels.ts";

/** Kubernetes reserves values from 10^9 for its own classes. The gaps leave room for classes of the user. */
const PRIORITIES: Readonly<Record<Priority, { readonly value: number; readonly description: string }>> = {
  high: { value: 100_000, description: "Serves people directly; others make room for it." },
  normal: { value: 10_000, description: "The default." },
  low: { value: 1000, description: "Can wait for room." },
};

/** Names a priority class. It contains the namespace, because two stacks may share a cluster but never a namespace. */
export const priorityClassName = (stack: StackModel, priority: string): string => `${stack.namespace}-${priority}`;

/** Builds a priority class for each priority that a service can have. */
export const priorityClasses = (stack: StackModel, model: Model): readonly IPriorityClass[] =>
  Object.entries(PRIORITIES).map(([priority, { value, description }]) => ({
    apiVersion: "scheduling.k8s.io/v1",
    description,
    kind: "PriorityClass",
    metadata: { labels: stackLabels(stack, model), name: priorityClassName(stack, priority) },
    preemptionPolicy: "PreemptLowerPriority",
    value,
  }));
