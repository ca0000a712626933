import type { INamespace } from "kubernetes-models/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { ENFORCED_LEVEL } from "../../model/pod-security.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { stackLabels } from "../labels.ts";

/** Builds the stack's namespace. It accepts only pods of the stack's Pod Security level. */
export const namespace = (stack: StackModel, model: Model): INamespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    annotations: confirmRemoval(),
    labels: {
      ...stackLabels(stack, model),
      "pod-security.kubernetes.io/audit": stack.podSecurity,
      [ENFORCED_LEVEL]: stack.podSecurity,
      "pod-security.kubernetes.io/warn": stack.podSecurity,
    },
    name: stack.namespace,
  },
});
