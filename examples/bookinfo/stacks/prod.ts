import { allServices, defineStack } from "fairlead";

export default defineStack("prod", {
  tier: "prod",
  region: "us-central1",
  project: "bookinfo-prod",
  cluster: "prod",
  namespace: "bookinfo",
  services: allServices,
  domain: "bookinfo.example.com",
  gateway: { name: "bookinfo-gateway", namespace: "gateway", class: "istio" },
  quota: { pods: 120, cpu: "60", memory: "120Gi" },
});
