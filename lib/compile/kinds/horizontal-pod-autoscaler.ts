import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

const utilization = (name: "cpu" | "memory", averageUtilization: number) => ({
  resource: { name, target: { averageUtilization, type: "Utilization" } },
  type: "Resource",
});

/** Builds the autoscaler of a service without a schedule. */
export function horizontalPodAutoscaler(context: ServiceContext): readonly IHorizontalPodAutoscaler[] {
  const { service } = context;
  if (service.schedule !== undefined) return [];
  const { min, max, cpuPercent, memoryPercent } = service.scale;
  return [
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: objectMetadata(context),
      spec: {
        maxReplicas: max,
        // The API server keeps resource metrics in this order.
        metrics: [utilization("cpu", cpuPercent), ...(memoryPercent === undefined ? [] : [utilization("memory", memoryPercent)])],
        minReplicas: min,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: service.name },
      },
    },
  ];
}
