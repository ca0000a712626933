import { defineService, http, newClaim, single } from "fairlead";

const config = `global:
  scrape_interval: 1m
storage:
  tsdb:
    out_of_order_time_window: 30m
otlp:
  keep_identifying_resource_attributes: true
  promote_resource_attributes: [service.instance.id, service.name, service.namespace, service.version, k8s.pod.name]
scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: [localhost:9090]
`;

/** Receives metrics from the collector. It looks up nothing in the cluster, so it needs no role. */
export default defineService("prometheus", {
  owner: "observability@example.com",
  image: "quay.io/prometheus/prometheus",
  ports: { http: { port: 9090, protocol: "http", servicePort: 9090 } },
  resources: { memory: "300Mi" },
  scale: single({ because: "the claim is for one pod" }),
  user: 65_534,
  group: 65_534,
  graceSeconds: 300,
  health: {
    readiness: http("http", { path: "/-/ready", periodSeconds: 5, timeoutSeconds: 4 }),
    liveness: http("http", { path: "/-/healthy", periodSeconds: 15, timeoutSeconds: 10 }),
  },
  volumes: { data: newClaim({ path: "/data", size: "50Gi" }) },
  files: { "/etc/config/prometheus.yml": config },
  args: [
    "--storage.tsdb.retention.time=15d",
    "--config.file=/etc/config/prometheus.yml",
    "--storage.tsdb.path=/data",
    "--enable-feature=exemplar-storage",
    "--web.enable-otlp-receiver",
  ],
});
