import type { IScaledObject } from "../../model/manifest-kinds.ts";
import { objectMetadata } from "../object-metadata.ts";
import { scaleTarget } from "../scale-target.ts";
import type { ServiceContext } from "../service-context.ts";
import { workloadWave } from "../workload-metadata.ts";

/** Builds the ScaledObject of a service that KEDA scales. KEDA makes the autoscaler from it. */
export function scaledObject(context: ServiceContext): readonly IScaledObject[] {
  const { service } = context;
  const { scale } = service;
  const scaleTargetRef = scaleTarget(service);
  if (scale.kind !== "keda" || scaleTargetRef === undefined) return [];
  return [
    {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: objectMetadata(context, { annotations: workloadWave(context) }),
      spec: {
        cooldownPeriod: scale.cooldownSeconds,
        maxReplicaCount: scale.max,
        minReplicaCount: scale.min,
        pollingInterval: scale.pollingSeconds,
        scaleTargetRef,
        triggers: [...scale.triggers],
      },
    },
  ];
}
