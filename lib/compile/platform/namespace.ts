import type { INamespace } from "kubernetes-models/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { ENFORCED_LEVEL, type PodSecurityLevel } from "../../model/pod-security.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { type Labels, stackLabels } from "../labels.ts";

/** Builds the stack's namespace. It accepts only pods of the stack's Pod Security level. */
export const namespace = (stack: StackModel, model: Model): INamespace =>
  labelledNamespace(stack.namespace, stack.podSecurity, stackLabels(stack, model));

/** Builds a namespace that accepts only pods of a Pod Security level. */
export const labelledNamespace = (name: string, level: PodSecurityLevel, labels: Labels): INamespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    annotations: confirmRemoval(),
    labels: {
      ...labels,
      "pod-security.kubernetes.io/audit": level,
      [ENFORCED_LEVEL]: level,
      "pod-security.kubernetes.io/warn": level,
    },
    name,
  },
});
