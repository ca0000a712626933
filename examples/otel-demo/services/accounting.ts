import { defineService, inherit, none, secret } from "fairlead";
import busybox from "./busybox.ts";
import kafka from "./kafka.ts";
import collector from "./otel-collector.ts";
import postgresql from "./postgresql.ts";

export default defineService("accounting", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  resources: { memory: "120Mi" },
  health: {
    readiness: none("it has no Service"),
    liveness: none("the process exits if Kafka closes the connection"),
  },
  needs: { db: secret({ asEnv: "the connection string is one variable" }) },
  calls: () => ({ collector: collector.endpoint("otlp-http"), kafka: kafka.endpoint("plaintext"), db: postgresql.endpoint("postgres") }),
  init: {
    "wait-for-kafka": {
      image: busybox,
      command: ["sh", "-c", "until nc -z -v -w30 $KAFKA_HOST 9092; do sleep 2; done"],
      env: { KAFKA_HOST: inherit("KAFKA_HOST") },
    },
  },
  env: ({ needs, calls }) => ({
    KAFKA_HOST: calls.kafka.host,
    KAFKA_ADDR: calls.kafka.address,
    DB_PASSWORD: needs.db.value,
    DB_CONNECTION_STRING: `Host=${calls.db.host};Username=otelu;Password=$(DB_PASSWORD);Database=otel`,
    OTEL_DOTNET_AUTO_TRACES_ENTITYFRAMEWORKCORE_INSTRUMENTATION_ENABLED: false,
  }),
});
