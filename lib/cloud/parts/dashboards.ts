import { thresholdsOf } from "../../model/cloud/alerts.ts";
import type { DashboardsInput, MonitoringScopeInput } from "../../model/cloud/dashboards.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { limitsOf } from "../alerts/limits.ts";
import { cloudNeeds } from "../cloud-needs.ts";
import { type AnyCloudResource, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/** A chart of one series. */
interface Chart {
  readonly title: string;
  readonly query: string;
}

/** Columns of a dashboard, and the size of a chart. Source: Cloud Monitoring, mosaic layout. */
const COLUMNS = 48;
const SIZE = { width: 24, height: 16 } as const;

/** Makes a dashboard for the stack and one for each service. */
export const dashboardsStackPart: StackPart<DashboardsInput> = {
  inNetwork: false,
  resources: (_input, stack) => [
    dashboard(stack, undefined, podCharts(stack, undefined)),
    ...stack.services.map((service) => dashboard(stack, service, [...podCharts(stack, service), ...needCharts(stack, service)])),
  ],
};

/** Lists the charts of the pods of a service, or of all pods by service. */
function podCharts(stack: StackModel, service: EffectiveService | undefined): readonly Chart[] {
  const container = service === undefined ? "" : `,container_name="${service.name}"`;
  const on = `{monitored_resource="k8s_container",namespace_name="${stack.namespace}"${container}}`;
  const by = service === undefined ? "sum by (container_name)" : "sum by (pod_name)";
  return [
    { title: "CPU cores", query: `${by} (rate(kubernetes_io:container_cpu_core_usage_time${on}[5m]))` },
    { title: "Memory", query: `${by} (kubernetes_io:container_memory_used_bytes${on})` },
    { title: "Restarts in an hour", query: `${by} (increase(kubernetes_io:container_restart_count${on}[1h]))` },
  ];
}

/** Lists the charts of what may reach a limit. */
const needCharts = (stack: StackModel, service: EffectiveService): readonly Chart[] =>
  cloudNeeds(stack)
    .filter((each) => each.service.name === service.name)
    .flatMap(({ need, place }) =>
      limitsOf(need, place, thresholdsOf(stack.cloud.alerts ?? {})).map(({ name, query }) => ({
        title: `${place.instance.need}: ${name}`,
        query,
      })),
    );

/** Makes a dashboard. Its keys are sorted, because Google compares the string. */
function dashboard(stack: StackModel, service: EffectiveService | undefined, charts: readonly Chart[]): AnyCloudResource {
  const name = service === undefined ? stack.name : `${stack.name}-${service.name}`;
  const make = resourcesOf(
    service === undefined ? { kind: "Dashboard", name: stack.name } : { kind: "Dashboard", name: service.name, service: service.name },
  );
  const tiles = charts.map(({ title, query }, index) => ({
    ...SIZE,
    // The service leaves out zeros, so they would look like a change.
    ...withoutZeros({
      xPos: (index * SIZE.width) % COLUMNS,
      yPos: Math.floor((index * SIZE.width) / COLUMNS) * SIZE.height,
    }),
    widget: { title, xyChart: { dataSets: [{ plotType: "LINE", timeSeriesQuery: { prometheusQuery: query } }] } },
  }));
  const content = { displayName: name, labels: { fairlead: "" }, mosaicLayout: { columns: COLUMNS, tiles } };
  return make("gcp:monitoring/dashboard:Dashboard", name, { dashboardJson: JSON.stringify(sorted(content)), project: stack.project });
}

const withoutZeros = (numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== 0));

/** Sorts the keys of plain data. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

/** Shows the metrics of other projects in the project of the stack. */
export const monitoringScopeStackPart: StackPart<MonitoringScopeInput> = {
  inNetwork: false,
  resources: ({ projects }, stack) => {
    const make = resourcesOf({ kind: "Monitoring", name: stack.name });
    const others = projects ?? stack.fleet.stacks.map(({ project }) => project).filter((project) => project !== stack.project);
    return [...new Set(others)].sort().map((name) =>
      make("gcp:monitoring/monitoredProject:MonitoredProject", name, {
        metricsScope: `locations/global/metricsScopes/${stack.project}`,
        name,
      }),
    );
  },
};
