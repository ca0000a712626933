import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import { hasReplicas, workloadOf } from "../../model/workload.ts";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the disruption budget of a service with a number of pods. It lets the only pod of a service move, too. */
export const podDisruptionBudget = (context: ServiceContext): readonly IPodDisruptionBudget[] =>
  !hasReplicas(workloadOf(context.service))
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
