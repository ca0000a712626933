import { defineService, exec, none } from "fairlead";
export default defineService("worker", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/worker",
  health: {
    readiness: exec(["a"], { initialDelaySeconds: 0, periodSeconds: 3, timeoutSeconds: 4, failureThreshold: 5, successThreshold: 2 }),
    liveness: none("the process exits if it fails"),
    startup: exec(["c"], { failureThreshold: 200 }),
  },
  lifecycle: { preStop: exec(["/app/drain"]) },
  instances: {
    eu: { env: { REGION: "eu" }, scale: { max: 4 } },
    us: { env: { REGION: "us" }, scale: { max: 4 }, priority: "low", sidecars: { log: { command: ["log"] } } },
  },
  egress: { internet: [443], ranges: { "10.9.0.0/16": [5432, "8125/udp"] }, namespaces: { kafka: [9092] } },
  tiers: { prod: { egress: { internet: [], namespaces: { kafka: [9093] } } } },
});
