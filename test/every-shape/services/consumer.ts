import { defineService, exec, keda } from "fairlead";
export default defineService("consumer", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/consumer",
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
  scale: keda({
    min: 0,
    max: 5,
    triggers: [
      { type: "cron", name: "night", metadata: { timezone: "Etc/UTC", start: "0 3 * * *", end: "0 5 * * *", desiredReplicas: "5" } },
      {
        type: "kafka",
        metadata: { topic: "orders", lagThreshold: "50" },
        metricType: "AverageValue",
        authenticationRef: { name: "kafka" },
      },
    ],
    pollingSeconds: 20,
    cooldownSeconds: 120,
  }),
});
