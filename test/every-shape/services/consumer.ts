import { componentService, defineService, exec, keda, optional } from "fairlead";
import { api } from "./_shared/api.ts";
import { kafka } from "../needs/kafka.ts";
export default defineService("consumer", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/consumer",
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
  needs: { events: kafka({ topics: ["orders", "refunds"] }) },
  calls: () => ({ api: api.endpoint("http"), search: optional(componentService("search", { port: 9200, pods: { app: "search" } })) }),
  env: ({ needs, calls }) => ({
    API: calls.api.address,
    SEARCH: calls.search?.address ?? "none",
    KAFKA_BROKERS: needs.events.brokers,
    KAFKA_TLS: needs.events.tls,
    KAFKA_PASSWORD_FILE: needs.events.passwordFile,
    TOPICS: needs.events.topics,
  }),
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
