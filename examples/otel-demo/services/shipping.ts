import { defineService, tcp } from "fairlead";
import collector from "./otel-collector.ts";
import quote from "./quote.ts";

export default defineService("shipping", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8080, protocol: "http", servicePort: 8080 } },
  resources: { memory: "20Mi" },
  health: { readiness: tcp("http") },
  calls: () => ({ collector: collector.endpoint("otlp"), quote: quote.endpoint("http") }),
  env: ({ calls, ports }) => ({ SHIPPING_PORT: ports.http, QUOTE_ADDR: `http://${calls.quote.address}` }),
});
