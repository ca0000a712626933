import { defineService, exec, inherit } from "fairlead";
import frontend from "./frontend.ts";

const reachable = 'wget -q -O /dev/null "http://$FRONTEND_ADDR/_healthz"';

export default defineService("loadgenerator", {
  owner: "web@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/loadgenerator",
  resources: { cpu: "300m", memory: "256Mi", limits: { cpu: "500m", memory: "512Mi" } },
  health: { readiness: exec(["sh", "-c", reachable]), liveness: exec(["pgrep", "-f", "locust"]) },
  calls: () => ({ frontend: frontend.endpoint("http") }),
  env: ({ calls }) => ({ FRONTEND_ADDR: calls.frontend.address, USERS: 10, RATE: 1 }),
  init: {
    "frontend-check": {
      command: ["sh", "-c", `for i in $(seq 12); do ${reachable} && exit 0; sleep 10; done; exit 1`],
      env: { FRONTEND_ADDR: inherit("FRONTEND_ADDR") },
      resources: { cpu: "50m", memory: "32Mi" },
    },
  },
  scale: { min: 2, max: 4 },
  priority: "low",
});
