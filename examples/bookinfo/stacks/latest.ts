import { allServices, defineStack } from "fairlead";

export default defineStack("latest", {
  tier: "latest",
  region: "us-central1",
  project: "bookinfo-latest",
  cluster: "latest",
  namespace: "bookinfo",
  services: allServices,
  domain: "latest.bookinfo.example.com",
  gateway: { name: "bookinfo-gateway", namespace: "gateway", class: "istio" },
  quota: { pods: 120, cpu: "60", memory: "120Gi" },
});
