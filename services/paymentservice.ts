import { defineService } from "fairlead";

export default defineService("paymentservice", {
  owner: "payments@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/paymentservice",
  ports: { grpc: { port: 50051, protocol: "grpc" } },
  resources: { cpu: "100m", memory: "64Mi", limits: { cpu: "200m", memory: "128Mi" } },
  // The addresses of the card processor.
  egress: { ranges: { "203.0.113.0/24": [443] } },
  env: ({ ports }) => ({ PORT: ports.grpc, DISABLE_PROFILER: 1 }),
});
