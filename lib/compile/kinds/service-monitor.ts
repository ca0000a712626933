import type { IServiceMonitor } from "../../model/monitoring-kinds.ts";
import { NOT_SCRAPED } from "../labels.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Tells the Prometheus of an operator to scrape the Service. */
export function serviceMonitor(context: ServiceContext): readonly IServiceMonitor[] {
  const { metrics } = context.service;
  const { monitoring } = context.stack;
  if (metrics === undefined || monitoring?.kind !== "service-monitor") return [];
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: objectMetadata(context, { labels: { ...context.labels, ...monitoring.labels } }),
      spec: {
        endpoints: [{ interval: `${metrics.intervalSeconds}s`, path: metrics.path, port: metrics.port ?? "" }],
        selector: { ...withoutHeadless(context), matchLabels: { ...context.selector } },
      },
    },
  ];
}

/** Leaves out the headless Service of a StatefulSet. Prometheus would scrape its pods twice. */
function withoutHeadless({ service }: ServiceContext): Pick<IServiceMonitor["spec"]["selector"], "matchExpressions"> {
  const [key, value] = NOT_SCRAPED;
  return service.stateful === undefined ? {} : { matchExpressions: [{ key, operator: "NotIn", values: [value] }] };
}
