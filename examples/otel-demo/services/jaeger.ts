import { defineService, http, single } from "fairlead";
import prometheus from "./prometheus.ts";

export default defineService("jaeger", {
  owner: "observability@example.com",
  image: "docker.io/jaegertracing/all-in-one",
  ports: {
    "http-query": { port: 16_686, protocol: "http", servicePort: 16_686 },
    "grpc-query": { port: 16_685, protocol: "grpc" },
    "otlp-grpc": { port: 4317, protocol: "grpc" },
    "otlp-http": { port: 4318, protocol: "http", servicePort: 4318 },
    zipkin: { port: 9411, protocol: "http", servicePort: 9411 },
    "config-rest": { port: 5778, protocol: "http", servicePort: 5778 },
    "zk-compact": { port: 5775, protocol: "udp" },
    "jg-compact": { port: 6831, protocol: "udp" },
    "jg-binary": { port: 6832, protocol: "udp" },
    admin: { port: 14_269, protocol: "http", servicePort: 14_269 },
  },
  resources: { memory: "400Mi" },
  scale: single({ because: "the traces are in the memory of one pod" }),
  health: { readiness: http("admin", { path: "/" }) },
  calls: () => ({ prometheus: prometheus.endpoint("http") }),
  args: ({ calls }) => [
    "--memory.max-traces=5000",
    "--query.base-path=/jaeger/ui",
    `--prometheus.server-url=http://${calls.prometheus.address}`,
    "--prometheus.query.normalize-calls=true",
    "--prometheus.query.normalize-duration=true",
  ],
  env: ({ ports }) => ({
    METRICS_STORAGE_TYPE: "prometheus",
    SPAN_STORAGE_TYPE: "memory",
    COLLECTOR_OTLP_ENABLED: true,
    COLLECTOR_OTLP_GRPC_HOST_PORT: `0.0.0.0:${ports["otlp-grpc"]}`,
    COLLECTOR_OTLP_HTTP_HOST_PORT: `0.0.0.0:${ports["otlp-http"]}`,
    COLLECTOR_ZIPKIN_HOST_PORT: `:${ports.zipkin}`,
    JAEGER_DISABLED: false,
  }),
});
