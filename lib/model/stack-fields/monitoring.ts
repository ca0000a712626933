import * as z from "zod/mini";

/** The monitoring that scrapes the metrics of services. `podMonitoring()` and `serviceMonitor(...)` return one. */
export interface Monitoring {
  /** The kind of objects that tell it what to scrape. */
  readonly kind: "pod-monitoring" | "service-monitor";
  /** The namespaces of its pods. NetworkPolicies let them in. */
  readonly namespaces: readonly string[];
  /** Labels of the objects, which an operator selects by. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The namespaces of Google's collectors: on clusters with the managed and with the older managed collection. */
const COLLECTORS = ["gke-gmp-system", "gmp-system"] as const;

export interface PodMonitoringOptions {
  /** The namespaces of the collectors. @default "gke-gmp-system" and "gmp-system" */
  readonly namespaces?: readonly string[];
}

/** Lets Google Cloud Managed Service for Prometheus scrape, with PodMonitoring objects. */
export const podMonitoring = ({ namespaces = COLLECTORS }: PodMonitoringOptions = {}): Monitoring => ({
  kind: "pod-monitoring",
  namespaces,
  labels: {},
});

export interface ServiceMonitorOptions {
  /** The namespace of the Prometheus pods. */
  readonly namespace: string;
  /** The labels that the Prometheus object selects by: `{ release: "prometheus" }`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Lets the Prometheus of an operator scrape, with ServiceMonitor objects: `serviceMonitor({ namespace: "monitoring" })`. */
export const serviceMonitor = ({ namespace, labels = {} }: ServiceMonitorOptions): Monitoring => ({
  kind: "service-monitor",
  namespaces: [namespace],
  labels,
});

export const monitoringSchema = z.strictObject({
  kind: z.enum(["pod-monitoring", "service-monitor"]),
  namespaces: z.array(z.string()).check(z.minLength(1)),
  labels: z.record(z.string(), z.string()),
});
