import { allServices, defineStack } from "fairlead";

export default defineStack("staging", {
  tier: "staging",
  region: "us-central1",
  project: "bookinfo-staging",
  cluster: "staging",
  namespace: "bookinfo",
  services: allServices,
  domain: "staging.bookinfo.example.com",
  gateway: { name: "bookinfo-gateway", namespace: "gateway", class: "istio" },
  quota: { pods: 120, cpu: "60", memory: "120Gi" },
});
