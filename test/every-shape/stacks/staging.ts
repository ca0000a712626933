import { defineStack, inCluster } from "fairlead";
import billing from "../services/billing.ts";
import orders from "../services/orders.ts";

/** Needs no cloud for its caches and databases. */
export default defineStack("staging", {
  tier: "staging",
  region: "r",
  project: "acme-staging",
  cluster: "staging",
  namespace: "shop",
  services: [orders, billing],
  providers: { redis: "cluster", postgres: inCluster({ storage: "10240Mi" }) },
  privateRange: "10.1.0.0/16",
  domain: "staging.example.com",
  gateway: { namespace: "edge", class: "gke-l7-global-external-managed", listener: "https", redirectListener: "http" },
  cloud: { ingress: {}, secretStore: { namespace: "secrets", serviceAccount: "reader" } },
  apiServer: "172.16.0.34/32",
});
