import { defineService, tcp } from "fairlead";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";

export default defineService("email", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8080, protocol: "http", servicePort: 8080 } },
  resources: { memory: "100Mi" },
  health: { readiness: tcp("http") },
  calls: () => ({ collector: collector.endpoint("otlp-http"), flagd: flagd.endpoint("rpc") }),
  env: ({ calls, ports }) => ({
    EMAIL_PORT: ports.http,
    APP_ENV: "production",
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
  }),
});
