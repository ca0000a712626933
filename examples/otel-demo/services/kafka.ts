import { defineService, single, unset } from "fairlead";
import collector from "./otel-collector.ts";

export default defineService("kafka", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { plaintext: { port: 9092, protocol: "tcp" }, controller: { port: 9093, protocol: "tcp" } },
  resources: { memory: "600Mi" },
  scale: single({ because: "one broker is the whole cluster" }),
  stateful: { volumes: { data: { path: "/var/lib/kafka/data", size: "10Gi" } } },
  // The image has its Java agent in /tmp.
  writable: { "/tmp": unset, "/opt/kafka/config": "16Mi", "/opt/kafka/logs": "256Mi" },
  calls: () => ({ collector: collector.endpoint("otlp-http") }),
  env: ({ ports }) => ({
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://kafka:${ports.plaintext}`,
    KAFKA_LISTENERS: `PLAINTEXT://:${ports.plaintext},CONTROLLER://:${ports.controller}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
    KAFKA_CONTROLLER_QUORUM_VOTERS: `1@localhost:${ports.controller}`,
    KAFKA_HEAP_OPTS: "-Xmx400M -Xms400M",
    KAFKA_LOG_DIRS: "/var/lib/kafka/data",
  }),
});
