import type { IPodMonitoring } from "../../model/monitoring-kinds.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Tells Google Cloud Managed Service for Prometheus to scrape the pods. The labels of targets are the API's defaults. */
export function podMonitoring(context: ServiceContext): readonly IPodMonitoring[] {
  const { metrics } = context.service;
  const { monitoring } = context.stack;
  if (metrics === undefined || monitoring?.kind !== "pod-monitoring") return [];
  return [
    {
      apiVersion: "monitoring.googleapis.com/v1",
      kind: "PodMonitoring",
      metadata: objectMetadata(context),
      spec: {
        endpoints: [{ interval: `${metrics.intervalSeconds}s`, path: metrics.path, port: metrics.port ?? "" }],
        selector: { matchLabels: { ...context.selector } },
        targetLabels: { metadata: ["container", "pod", "top_level_controller_name", "top_level_controller_type"] },
      },
    },
  ];
}
