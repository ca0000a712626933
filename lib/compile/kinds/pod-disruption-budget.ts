import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the disruption budget of a service without a schedule. */
export const podDisruptionBudget = (context: ServiceContext): readonly IPodDisruptionBudget[] =>
  context.service.schedule !== undefined
    ? []
    : [
        {
          apiVersion: "policy/v1",
          kind: "PodDisruptionBudget",
          metadata: objectMetadata(context),
          spec: {
            maxUnavailable: 1,
            selector: { matchLabels: context.selector },
            // A pod that never becomes ready must not block the drain of its node.
            unhealthyPodEvictionPolicy: "AlwaysAllow",
          },
        },
      ];
