import { defineService, emptyDir, fieldRef, http, resourceFieldRef, secret, single, tcp } from "fairlead";
import jaeger from "./jaeger.ts";
import k8sSidecar from "./k8s-sidecar.ts";
import opensearch from "./opensearch.ts";
import prometheus from "./prometheus.ts";

const PROVISIONING = "/etc/grafana/provisioning";

export default defineService("grafana", {
  owner: "observability@example.com",
  image: "docker.io/grafana/grafana",
  ports: {
    grafana: { port: 3000, protocol: "http" },
    "gossip-tcp": { port: 9094, protocol: "tcp" },
    "gossip-udp": { port: 9094, protocol: "udp" },
    profiling: { port: 6060, protocol: "http", servicePort: 6060 },
  },
  resources: { memory: "150Mi" },
  scale: single({ because: "its database is in the pod" }),
  health: {
    readiness: http("grafana", { path: "/api/health" }),
    liveness: tcp("grafana", { initialDelaySeconds: 60, timeoutSeconds: 30, failureThreshold: 10 }),
  },
  writable: { "/var/lib/grafana": "512Mi" },
  volumes: { alerts: emptyDir({ path: `${PROVISIONING}/alerting`, size: "16Mi" }) },
  needs: { admin: secret({ keys: ["user", "password"], asEnv: "the sidecars read only variables" }) },
  calls: () => ({
    jaeger: jaeger.endpoint("http-query"),
    opensearch: opensearch.endpoint("http"),
    prometheus: prometheus.endpoint("http"),
  }),
  // Teams add dashboards and alerts as ConfigMaps with a label. The sidecars copy them to Grafana.
  kubernetesApi: [{ resources: ["configmaps"], verbs: ["get", "list", "watch"] }],
  // Grafana installs a plugin from grafana.com when it starts.
  egress: { internet: [443] },
  env: ({ needs }) => ({
    POD_IP: fieldRef("status.podIP"),
    GOMEMLIMIT: resourceFieldRef("limits.memory"),
    GF_SECURITY_ADMIN_USER__FILE: needs.admin.paths.user,
    GF_SECURITY_ADMIN_PASSWORD__FILE: needs.admin.paths.password,
    GF_INSTALL_PLUGINS: "grafana-opensearch-datasource",
    GF_PATHS_DATA: "/var/lib/grafana/",
    GF_PATHS_LOGS: "/var/lib/grafana/log",
    GF_PATHS_PLUGINS: "/var/lib/grafana/plugins",
    GF_PATHS_PROVISIONING: PROVISIONING,
  }),
  files: ({ calls, stack }) => ({
    "/etc/grafana/grafana.ini": [
      "[auth]",
      "disable_login_form = true",
      "[auth.anonymous]",
      "enabled = true",
      "org_role = Viewer",
      "[log]",
      "mode = console",
      "[server]",
      `root_url = https://shop.${stack.domain}/grafana`,
      "serve_from_sub_path = true",
      "",
    ].join("\n"),
    [`${PROVISIONING}/datasources/default.yaml`]: `apiVersion: 1
datasources:
  - {name: Prometheus, uid: webstore-metrics, type: prometheus, url: "http://${calls.prometheus.address}", isDefault: true}
  - {name: Jaeger, uid: webstore-traces, type: jaeger, url: "http://${calls.jaeger.address}/jaeger/ui"}
  - {name: OpenSearch, uid: webstore-logs, type: grafana-opensearch-datasource, url: "http://${calls.opensearch.address}"}
`,
    [`${PROVISIONING}/dashboards/provider.yaml`]: `apiVersion: 1
providers:
  - {name: sidecarProvider, orgId: 1, type: file, options: {path: /var/lib/grafana/dashboards}}
`,
  }),
  sidecars: {
    "grafana-sc-dashboard": {
      image: k8sSidecar,
      kubernetesApi: true,
      resources: { cpu: "50m", memory: "100Mi" },
      env: ({ needs, stack }) => ({
        METHOD: "WATCH",
        RESOURCE: "configmap",
        NAMESPACE: stack.namespace,
        LABEL: "grafana_dashboard",
        FOLDER: "/var/lib/grafana/dashboards",
        REQ_URL: "http://localhost:3000/api/admin/provisioning/dashboards/reload",
        REQ_METHOD: "POST",
        REQ_USERNAME: needs.admin.values.user,
        REQ_PASSWORD: needs.admin.values.password,
      }),
    },
    "grafana-sc-alerts": {
      image: k8sSidecar,
      kubernetesApi: true,
      resources: { cpu: "50m", memory: "100Mi" },
      env: ({ needs, stack }) => ({
        METHOD: "WATCH",
        RESOURCE: "configmap",
        NAMESPACE: stack.namespace,
        LABEL: "grafana_alert",
        FOLDER: `${PROVISIONING}/alerting`,
        REQ_URL: "http://localhost:3000/api/admin/provisioning/alerting/reload",
        REQ_METHOD: "POST",
        REQ_USERNAME: needs.admin.values.user,
        REQ_PASSWORD: needs.admin.values.password,
      }),
    },
  },
});
