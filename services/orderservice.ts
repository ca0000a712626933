import { defineService, postgres } from "fairlead";

/** The history of orders. The checkout sends each order, and customers look at theirs. */
export default defineService("orderservice", {
  owner: "shopping@example.com",
  image: "us-central1-docker.pkg.dev/boutique-images/shop/orderservice",
  ports: { grpc: { port: 5070, protocol: "grpc" }, metrics: { port: 9090, protocol: "http", servicePort: 9090 } },
  resources: { cpu: "100m", memory: "128Mi", limits: { cpu: "200m", memory: "256Mi" } },
  needs: { orders: postgres({ storageGb: 20 }) },
  metrics: { port: "metrics" },
  env: ({ needs, ports }) => ({
    PORT: ports.grpc,
    METRICS_PORT: ports.metrics,
    DATABASE_URL: needs.orders.url,
    DATABASE_PASSWORD_FILE: needs.orders.passwordFile,
  }),
  jobs: { migrate: { command: ["/app/orderservice", "migrate"] } },
});
