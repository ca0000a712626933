import { defineService, externalMetric, objectMetric, podMetric } from "fairlead";
export default defineService("search", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/search",
  ports: { http: { port: 8080, protocol: "http" } },
  scale: {
    max: 5,
    cpuPercent: false,
    metrics: {
      requests: podMetric("requests_per_second", { average: 1500.5 }),
      backlog: externalMetric("pubsub.googleapis.com|subscription|backlog", { labels: { "resource.labels.id": "a" }, value: "10000m" }),
      route: objectMetric("hits", { object: { apiVersion: "v1", kind: "Service", name: "search" }, average: "2k" }),
    },
  },
});
