import { defineService, externalMetric, objectMetric, podMetric, postgres, valkey } from "fairlead";
export default defineService("search", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/search",
  ports: { http: { port: 80, protocol: "http" } },
  needs: {
    index: valkey({ memoryGb: 2, version: "7.2", tls: true, highAvailability: true }),
    log: postgres({ instance: "shared", verifyServer: true }),
    hits: postgres({
      storageGb: 100,
      cpu: 4,
      memoryGb: 16,
      flags: { max_connections: 200, log_statement: "ddl" },
      replicas: 1,
      highAvailability: true,
    }),
  },
  env: ({ needs }) => ({ INDEX_URL: needs.index.url, LOG_URL: needs.log.url, HITS_URL: needs.hits.url, READ: needs.hits.replicaAddress }),
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
