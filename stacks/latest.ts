import { allServices, defineStack, inCluster } from "fairlead";

export default defineStack("latest", {
  tier: "latest",
  region: "us-central1",
  project: "boutique-latest",
  cluster: "latest",
  namespace: "boutique",
  services: allServices,
  privateRange: "10.10.0.0/16",
  providers: { redis: "cluster", postgres: inCluster({ storage: "5Gi" }) },
  domain: "latest.boutique.example.com",
  quota: { pods: 180, cpu: "22", memory: "18Gi" },
});
