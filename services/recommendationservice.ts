import { defineService } from "fairlead";
import productcatalogservice from "./productcatalogservice.ts";

export default defineService("recommendationservice", {
  owner: "marketing@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/recommendationservice",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { cpu: "100m", memory: "220Mi", limits: { cpu: "200m", memory: "450Mi" } },
  calls: () => ({ catalog: productcatalogservice.endpoint("grpc") }),
  env: ({ calls, ports }) => ({
    PORT: ports.grpc,
    PRODUCT_CATALOG_SERVICE_ADDR: calls.catalog.address,
    DISABLE_PROFILER: 1,
  }),
});
