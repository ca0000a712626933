import { defineService } from "fairlead";

export default defineService("hello", {
  owner: "web@example.com",
  image: "gcr.io/google-samples/hello-app",
  resources: { cpu: "100m", memory: "128Mi" },
  ports: { http: { port: 8080, protocol: "http" } },
  env: ({ ports }) => ({ PORT: ports.http }),
});
