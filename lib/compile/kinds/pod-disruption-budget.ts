import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

export const podDisruptionBudget = (context: ServiceContext): readonly IPodDisruptionBudget[] =>
  context.service.schedule !== undefined
    ? []
    : [
        {
          apiVersion: "policy/v1",
          kind: "PodDisruptionBudget",
          metadata: metadata(context),
          spec: {
            maxUnavailable: 1,
            selector: { matchLabels: context.selector },
            // A pod that never becomes ready must not stop a node from being drained.
            unhealthyPodEvictionPolicy: "AlwaysAllow",
          },
        },
      ];
