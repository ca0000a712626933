import { defineService, none } from "fairlead";
import busybox from "./busybox.ts";
import flagd from "./flagd.ts";
import kafka from "./kafka.ts";
import collector from "./otel-collector.ts";

export default defineService("fraud-detection", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  resources: { memory: "300Mi" },
  health: {
    readiness: none("it has no Service"),
    liveness: none("the process exits if Kafka closes the connection"),
  },
  calls: () => ({ collector: collector.endpoint("otlp-http"), flagd: flagd.endpoint("rpc"), kafka: kafka.endpoint("plaintext") }),
  init: { "wait-for-kafka": { image: busybox, command: ["sh", "-c", "until nc -z -v -w30 kafka 9092; do sleep 2; done"] } },
  env: ({ calls }) => ({
    KAFKA_ADDR: calls.kafka.address,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    OTEL_INSTRUMENTATION_KAFKA_EXPERIMENTAL_SPAN_ATTRIBUTES: true,
    OTEL_INSTRUMENTATION_MESSAGING_EXPERIMENTAL_RECEIVE_TELEMETRY_ENABLED: true,
  }),
});
