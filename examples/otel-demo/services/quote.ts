import { defineService, tcp } from "fairlead";
import collector from "./otel-collector.ts";

export default defineService("quote", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8080, protocol: "http", servicePort: 8080 } },
  resources: { memory: "40Mi" },
  health: { readiness: tcp("http") },
  calls: () => ({ collector: collector.endpoint("otlp-http") }),
  env: ({ ports }) => ({ QUOTE_PORT: ports.http, OTEL_PHP_AUTOLOAD_ENABLED: true, OTEL_PHP_INTERNAL_METRICS_ENABLED: true }),
});
