import type { IResourceQuota } from "kubernetes-models/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { normalizeQuantity } from "../../model/quantity.ts";
import { stackLabels } from "../labels.ts";

/** Builds the stack's quota. It forbids load balancers and node ports, because traffic enters through the Gateway only. */
export const resourceQuota = (stack: StackModel, model: Model): IResourceQuota => {
  const { pods, cpu, memory } = stack.quota ?? {};
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { labels: stackLabels(stack, model), name: "quota", namespace: stack.namespace },
    spec: {
      hard: {
        ...(pods === undefined ? {} : { pods: String(pods) }),
        ...(cpu === undefined ? {} : { "requests.cpu": normalizeQuantity(cpu) ?? cpu }),
        ...(memory === undefined ? {} : { "requests.memory": normalizeQuantity(memory) ?? memory }),
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    },
  };
};
