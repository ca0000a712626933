import { type Calls, defineService, fixed, type NeedRef, type PostgresNeed, subscription, type TopicRef, use } from "fairlead";
import { api } from "./_shared/api.ts";
import orders from "./orders.ts";
export default defineService("billing", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/billing",
  ports: { http: { port: 8080, protocol: "http" }, grpc: { port: 9000, protocol: "grpc" } },
  front: api,
  metrics: { port: "http", path: "/stats/prometheus", intervalSeconds: 60 },
  kubernetesApi: [
    { resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] },
    { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get", "update"], resourceNames: ["billing"] },
  ],
  sessionAffinity: { seconds: 60 },
  tiers: {
    latest: { public: { port: "grpc", services: ["billing.v1.Invoices"], listener: "https" } },
    prod: { public: { port: "http", subdomain: ["billing", "pay"] } },
  },
  scale: fixed(2),
  needs: {
    paid: subscription({ topic: (): TopicRef => orders.need("events"), ackSeconds: 120 }),
    data: use((): NeedRef<PostgresNeed> => orders.need("db")),
  },
  calls: (): Calls<"orders"> => ({ orders: orders.endpoint("grpc") }),
  env: ({ needs, calls }) => ({
    SUB: needs.paid.id,
    ORDERS: calls.orders.address,
    DATA_URL: needs.data.url,
    DATA_PASSWORD_FILE: needs.data.passwordFile,
  }),
  command: ({ ports }) => ["/app/billing", `--listen=:${ports.http}`],
  args: ({ stack, image }) => [`--region=${stack.region}`, `--release=${image.tag}`, "--orders=$(ORDERS)"],
  files: ({ stack }) => ({ "/etc/billing/stack.yaml": `name: ${stack.name}\ntier: ${stack.tier}\n` }),
});
