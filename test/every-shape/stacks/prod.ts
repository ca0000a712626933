import { allServices, defineStack } from "fairlead";
export default defineStack("prod", {
  tier: "prod",
  region: "r",
  project: "acme-prod",
  cluster: "prod",
  namespace: "shop",
  services: allServices,
  privateRange: "10.1.0.0/16",
  domain: "prod.example.com",
  quota: { pods: 100, cpu: "100", memory: "100Gi" },
});
