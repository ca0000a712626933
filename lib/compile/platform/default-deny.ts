import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { stackLabels } from "../labels.ts";

/** Builds the policy that denies all traffic. The policy of each service then allows what that service needs. */
export const defaultDeny = (stack: StackModel, model: Model): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { labels: stackLabels(stack, model), name: "default-deny", namespace: stack.namespace },
  // An empty selector matches every pod.
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});
