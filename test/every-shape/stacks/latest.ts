import { allServices, defineStack } from "fairlead";
export default defineStack("latest", {
  tier: "latest",
  region: "r",
  project: "acme-latest",
  cluster: "latest",
  namespace: "shop",
  services: allServices,
  privateRange: "10.1.0.0/16",
  domain: "latest.example.com",
  podSecurity: "privileged",
  quota: { pods: 200, cpu: "100", memory: "100Gi" },
});
