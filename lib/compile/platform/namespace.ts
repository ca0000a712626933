import type { INamespace } from "kubernetes-models/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { stackLabels } from "../labels.ts";

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** The level of every pod in a stack's namespace. */
export const POD_SECURITY_LEVEL: PodSecurityLevel = "restricted";

/** Builds the stack's namespace. */
export const namespace = (stack: StackModel, model: Model): INamespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    annotations: confirmRemoval(),
    labels: {
      ...stackLabels(stack, model),
      "pod-security.kubernetes.io/audit": POD_SECURITY_LEVEL,
      "pod-security.kubernetes.io/enforce": POD_SECURITY_LEVEL,
      "pod-security.kubernetes.io/warn": POD_SECURITY_LEVEL,
    },
    name: stack.namespace,
  },
});
