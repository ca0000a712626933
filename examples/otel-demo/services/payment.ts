import { defineService } from "fairlead";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";

export default defineService("payment", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "120Mi" },
  calls: () => ({ collector: collector.endpoint("otlp"), flagd: flagd.endpoint("rpc") }),
  env: ({ calls, ports }) => ({ PAYMENT_PORT: ports.grpc, FLAGD_HOST: calls.flagd.host, FLAGD_PORT: calls.flagd.port }),
});
