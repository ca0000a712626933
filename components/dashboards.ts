import type { Component } from "fairlead";

/** A Grafana dashboard for each service that customers wait for, from the chart in charts/dashboards. */
export const dashboards: Component = async ({ provider, stack, namespace, path }) => {
  const { helm } = await import("@pulumi/kubernetes");
  const values = { stack, services: ["cartservice", "checkoutservice", "frontend"] };
  new helm.v4.Chart("dashboards", { chart: path("charts/dashboards"), namespace, values }, { provider });
};
