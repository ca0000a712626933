import { isDnsLabel } from "../../base/dns-names.ts";
import type { Report } from "../../base/problem.ts";
import type { Monitoring } from "../stack-fields/monitoring.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule, StackRule } from "./rule.ts";

/** Checks that metrics are on an http port. */
export const metricsRule: ServiceRule = (service, report) => {
  const { metrics, ports } = service;
  if (metrics === undefined) return;
  // A tier or a stack may set a part of metrics that the service does not have.
  if (metrics.port === undefined) return report("metrics.port", "missing: a string is required");
  const port = ports.find(({ name }) => name === metrics.port);
  if (port === undefined) report("metrics.port", noPort(service, metrics.port));
  else if (port.protocol !== "http") report("metrics.port", `"${port.name}" is a ${port.protocol} port; metrics need an http port`);
  if (/[\s?#]/.test(metrics.path)) report("metrics.path", `"${metrics.path}" is not a path`);
};

const LABEL_KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Checks the namespaces and labels of monitoring. */
export const monitoringRule: StackRule = ({ monitoring }, report) => checkMonitoring(monitoring, report);

/** Checks the namespaces and labels of monitoring of the config or of a stack. */
export function checkMonitoring(monitoring: Monitoring | undefined, report: Report): void {
  if (monitoring === undefined) return;
  for (const name of monitoring.namespaces) {
    if (!isDnsLabel(name)) report("monitoring.namespaces", `"${name}" is not the name of a namespace`);
  }
  for (const [key, value] of Object.entries(monitoring.labels)) {
    if (!LABEL_KEY.test(key) || !LABEL_VALUE.test(value)) report(`monitoring.labels.${key}`, `"${key}: ${value}" is not a label`);
  }
}
