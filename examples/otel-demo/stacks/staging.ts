import { allServices, defineStack } from "fairlead";

export default defineStack("staging", {
  tier: "staging",
  region: "us-central1",
  project: "otel-demo-staging",
  cluster: "staging",
  namespace: "otel-demo",
  services: allServices,
  apiServer: "10.132.0.2/32",
  domain: "staging.demo.example.com",
});
