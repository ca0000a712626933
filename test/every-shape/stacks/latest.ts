import { address, allServices, defineStack } from "fairlead";
import orders from "../services/orders.ts";

export default defineStack("latest", {
  tier: "latest",
  region: "r",
  project: "acme-latest",
  cluster: "latest",
  namespace: "shop",
  services: allServices,
  apiServer: "10.0.0.2/32",
  privateRange: "10.1.0.0/16",
  addresses: [address(orders.need("db"), "10.1.4.5/32"), address(orders.need("cache"), "10.1.4.6/32")],
  domain: "latest.example.com",
  expires: "2099-12-24",
  testData: true,
  podSecurity: "privileged",
  providers: { kafka: "cluster" },
  quota: { pods: 200, cpu: "100", memory: "100Gi" },
});
