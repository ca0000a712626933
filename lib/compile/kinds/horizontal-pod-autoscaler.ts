import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

const utilization = (name: "cpu" | "memory", averageUtilization: number) => ({
  resource: { name, target: { averageUtilization, type: "Utilization" } },
  type: "Resource",
});

export function horizontalPodAutoscaler(context: ServiceContext): readonly IHorizontalPodAutoscaler[] {
  const { service } = context;
  if (service.schedule !== undefined) return [];
  const { min, max, cpuPercent, memoryPercent } = service.scale;
  return [
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: metadata(context),
      spec: {
        maxReplicas: max,
        // In the order that the API server keeps.
        metrics: [utilization("cpu", cpuPercent), ...(memoryPercent === undefined ? [] : [utilization("memory", memoryPercent)])],
        minReplicas: min,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: service.name },
      },
    },
  ];
}
