import type { BoundCall } from "fairlead";

type Callee = "db" | "images" | "jaeger" | "logs" | "prometheus" | "shop" | "valkey";

const receiver = (port: number): string => `{endpoint: "\${env:MY_POD_IP}:${port}"}`;

/** Returns the collector's config. It reads the password of the database from a file, and looks up pods of one namespace only. */
export const collectorConfig = (calls: Readonly<Record<Callee, BoundCall>>, passwordFile: string, namespace: string): string => `extensions:
  health_check: ${receiver(13_133)}
receivers:
  otlp:
    protocols:
      grpc: ${receiver(4317)}
      http: ${receiver(4318)}
  jaeger:
    protocols:
      grpc: ${receiver(14_250)}
      thrift_compact: ${receiver(6831)}
      thrift_http: ${receiver(14_268)}
  zipkin: ${receiver(9411)}
  httpcheck/frontend-proxy:
    targets: [{endpoint: "http://${calls.shop.address}"}]
  nginx:
    endpoint: http://${calls.images.address}/status
    collection_interval: 10s
  postgresql:
    endpoint: ${calls.db.address}
    username: root
    password: "\${file:${passwordFile}}"
    tls: {insecure: true}
  redis:
    endpoint: ${calls.valkey.address}
    collection_interval: 10s
connectors:
  spanmetrics: {}
processors:
  batch: {}
  k8sattributes:
    filter: {namespace: ${namespace}}
    extract:
      metadata: [k8s.namespace.name, k8s.deployment.name, k8s.statefulset.name, k8s.node.name, k8s.pod.name, k8s.pod.uid]
  memory_limiter: {check_interval: 5s, limit_percentage: 80, spike_limit_percentage: 25}
  resourcedetection: {detectors: [env, system]}
exporters:
  otlp:
    endpoint: ${calls.jaeger.address}
    tls: {insecure: true}
  otlphttp/prometheus:
    endpoint: http://${calls.prometheus.address}/api/v1/otlp
    tls: {insecure: true}
  opensearch:
    http:
      endpoint: http://${calls.logs.address}
      tls: {insecure: true}
    logs_index: otel-logs
service:
  extensions: [health_check]
  pipelines:
    traces:
      receivers: [otlp, jaeger, zipkin]
      processors: [k8sattributes, memory_limiter, resourcedetection, batch]
      exporters: [otlp, spanmetrics]
    metrics:
      receivers: [otlp, httpcheck/frontend-proxy, nginx, postgresql, redis, spanmetrics]
      processors: [k8sattributes, memory_limiter, resourcedetection, batch]
      exporters: [otlphttp/prometheus]
    logs:
      receivers: [otlp]
      processors: [k8sattributes, memory_limiter, resourcedetection, batch]
      exporters: [opensearch]
`;
