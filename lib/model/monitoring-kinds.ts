import type { IService } from "kubernetes-models/v1";

interface Endpoint {
  interval: string;
  path: string;
  port: string;
}

interface MonitoringSpec {
  endpoints: Endpoint[];
  selector: { matchLabels: Record<string, string> };
}

/** The fields of a PodMonitoring that Fairlead uses. Source: github.com/GoogleCloudPlatform/prometheus-engine. */
export interface IPodMonitoring {
  apiVersion: "monitoring.googleapis.com/v1";
  kind: "PodMonitoring";
  metadata?: IService["metadata"];
  spec: MonitoringSpec & { targetLabels: { metadata: string[] } };
}

/** The fields of a ServiceMonitor that Fairlead uses. Source: github.com/prometheus-operator/prometheus-operator. */
export interface IServiceMonitor {
  apiVersion: "monitoring.coreos.com/v1";
  kind: "ServiceMonitor";
  metadata?: IService["metadata"];
  spec: Omit<MonitoringSpec, "selector"> & {
    selector: MonitoringSpec["selector"] & { matchExpressions?: { key: string; operator: "NotIn"; values: string[] }[] };
  };
}
