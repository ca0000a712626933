import type { IHorizontalPodAutoscaler, IMetricSpec } from "kubernetes-models/autoscaling/v2";
import type { Metric } from "../../model/fields/metrics.ts";
import { objectMetadata } from "../object-metadata.ts";
import { scaleTarget } from "../scale-target.ts";
import type { ServiceContext } from "../service-context.ts";
import { workloadWave } from "../workload-metadata.ts";

/** Builds the autoscaler of a service whose scale has bounds. */
export function horizontalPodAutoscaler(context: ServiceContext): readonly IHorizontalPodAutoscaler[] {
  const { scale } = context.service;
  const scaleTargetRef = scaleTarget(context.service);
  if (scale.kind !== "autoscaling" || scaleTargetRef === undefined) return [];
  const { min, max, cpuPercent, memoryPercent, metrics } = scale;
  return [
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: objectMetadata(context, { annotations: workloadWave(context) }),
      spec: {
        maxReplicas: max,
        // The API server keeps resource metrics in this order.
        metrics: [...utilization("cpu", cpuPercent), ...utilization("memory", memoryPercent), ...metrics.map(metricSpec)],
        minReplicas: min,
        scaleTargetRef,
      },
    },
  ];
}

const utilization = (name: "cpu" | "memory", averageUtilization: number | undefined): readonly IMetricSpec[] =>
  averageUtilization === undefined ? [] : [{ resource: { name, target: { averageUtilization, type: "Utilization" } }, type: "Resource" }];

function metricSpec({ kind, name, labels, object, average, value }: Metric): IMetricSpec {
  const metric = { name, ...(Object.keys(labels).length === 0 ? {} : { selector: { matchLabels: labels } }) };
  const target = average === undefined ? { type: "Value", value: value ?? "" } : { averageValue: average, type: "AverageValue" };
  if (kind === "external") return { external: { metric, target }, type: "External" };
  if (object === undefined) return { pods: { metric, target }, type: "Pods" };
  return { object: { describedObject: { ...object }, metric, target }, type: "Object" };
}
