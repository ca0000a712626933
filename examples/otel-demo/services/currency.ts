import { defineService } from "fairlead";
import collector from "./otel-collector.ts";

export default defineService("currency", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "20Mi" },
  calls: () => ({ collector: collector.endpoint("otlp") }),
  env: ({ ports, image }) => ({ CURRENCY_PORT: ports.grpc, VERSION: image.tag }),
});
