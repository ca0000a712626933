import { defineStack, inCluster, outside, reachable, serviceMonitor, servicesWhere } from "fairlead";
import billing from "../services/billing.ts";
import orders from "../services/orders.ts";

export default defineStack("prod-east", {
  tier: "prod",
  region: "r",
  project: "acme-prod",
  cluster: "prod-east",
  namespace: "shop",
  services: [orders, billing],
  privateRange: "10.2.0.0/16",
  providers: { postgres: inCluster({ storage: "20Gi", memory: "1024Mi", because: "the data is a copy" }) },
  endpoints: [reachable(orders.endpoint("grpc"), outside("10.4.0.9", 7000, { range: "10.4.0.9/32" }))],
  domain: "east.example.com",
  defaults: servicesWhere({ owner: "shop@example.com" }, { args: ["--region", "east"], files: { "/etc/region": "east\n" } }),
  patch: { ResourceQuota: () => null },
  apiServer: "172.16.0.18/32",
  monitoring: serviceMonitor({ namespace: "monitoring", labels: { release: "prometheus" } }),
  ingress: { class: "nginx", namespace: "ingress-nginx", tls: { issuer: "letsencrypt" } },
});
