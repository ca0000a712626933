import { allServices, defineStack, single } from "fairlead";

export default defineStack("latest", {
  tier: "latest",
  region: "us-central1",
  project: "otel-demo-latest",
  cluster: "latest",
  namespace: "otel-demo",
  services: allServices,
  domain: "latest.demo.example.com",
  // As upstream: one pod of each service.
  defaults: { scale: single() },
});
