import { defineService, grpc, redis } from "fairlead";

export default defineService("cartservice", {
  owner: "shopping@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice",
  ports: { grpc: { port: 7070, protocol: "grpc" } },
  resources: { cpu: "200m", memory: "64Mi", limits: { cpu: "300m", memory: "128Mi" } },
  health: { readiness: grpc("grpc"), startupSeconds: 60 },
  needs: { carts: redis({ memoryGb: 1, snapshot: "1h" }) },
  env: ({ needs }) => ({ REDIS_ADDR: needs.carts.address }),
  scale: { min: 2, max: 10, cpuPercent: 70 },
});
