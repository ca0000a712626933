import { defineService } from "fairlead";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";
import productCatalog from "./product-catalog.ts";

export default defineService("recommendation", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "500Mi" },
  calls: () => ({
    collector: collector.endpoint("otlp"),
    flagd: flagd.endpoint("rpc"),
    productCatalog: productCatalog.endpoint("grpc"),
  }),
  env: ({ calls, ports }) => ({
    RECOMMENDATION_PORT: ports.grpc,
    PRODUCT_CATALOG_ADDR: calls.productCatalog.address,
    OTEL_PYTHON_LOG_CORRELATION: true,
    PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: "python",
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
  }),
});
