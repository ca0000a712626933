import { defineService } from "fairlead";

export default defineService("emailservice", {
  owner: "logistics@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/emailservice",
  ports: { grpc: { port: 8080, protocol: "grpc", servicePort: 5000 } },
  resources: { cpu: "100m", memory: "64Mi", limits: { cpu: "200m", memory: "128Mi" } },
  env: ({ ports }) => ({ PORT: ports.grpc, DISABLE_PROFILER: 1 }),
});
