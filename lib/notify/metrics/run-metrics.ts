import { Gauge, Registry } from "prom-client";
import type { NotifyPorts } from "../../app/notify/notifier.ts";

/** Formats the figures of a run. A run is over when it is told, so all figures are gauges of the last run. */
export const formatRunMetrics: NotifyPorts["formatMetrics"] = async (figures, form) => {
  const { run, time, succeeded, seconds, services, files, incidents } = figures;
  const open = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  open.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const plain = new Registry();
  const registry = form === "openmetrics" ? open : plain;
  const gauge = (name: string, help: string, label?: string): Gauge =>
    new Gauge({ name, help, labelNames: ["run", ...(label === undefined ? [] : [label])], registers: [registry] });
  const all = (name: string, help: string, label: string, values: Readonly<Record<string, number>>): void => {
    const made = gauge(name, help, label);
    for (const [value, number] of Object.entries(values)) made.set({ run, [label]: value }, number);
  };
  gauge("fairlead_run_timestamp_seconds", "The time of the last run, in seconds since 1970.").set({ run }, time);
  gauge("fairlead_run_success", "1 if the last run succeeded, else 0.").set({ run }, succeeded ? 1 : 0);
  all("fairlead_run_phase_seconds", "The seconds of each phase of the last run.", "phase", seconds);
  all("fairlead_run_services", "The services of the last run by outcome.", "outcome", services);
  all("fairlead_run_files", "The files that the last run created, changed and removed.", "change", files);
  all("fairlead_incidents", "The open incidents of the last run by kind.", "kind", incidents);
  return registry.metrics();
};
