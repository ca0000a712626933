import { allServices, defineStack, single } from "fairlead";

export default defineStack("latest", {
  tier: "latest",
  region: "us-central1",
  project: "otel-demo-latest",
  cluster: "latest",
  namespace: "otel-demo",
  services: allServices,
  apiServer: "10.128.0.2/32",
  domain: "latest.demo.example.com",
  // As upstream: one pod of each service.
  defaults: { scale: single() },
});
