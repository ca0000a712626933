import { defineService } from "fairlead";

export default defineService("adservice", {
  owner: "marketing@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/adservice",
  ports: { grpc: { port: 9555, protocol: "grpc" } },
  resources: { cpu: "200m", memory: "180Mi", limits: { cpu: "300m", memory: "300Mi" } },
  env: ({ ports }) => ({ PORT: ports.grpc }),
});
