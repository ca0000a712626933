import { defineNeed } from "fairlead";

interface KafkaOptions {
  readonly topics: readonly string[];
}

/** A kind of need of this repository: topics of a Kafka in the stack's private range. */
export const kafka = defineNeed("kafka", {
  bind: ({ topics }: KafkaOptions, { host, name, files }) => ({
    brokers: `${host}:9093`,
    topics: topics.map((topic) => `${name}-${topic}`).join(","),
    passwordFile: files.password,
    tls: true,
  }),
  egress: [9093],
  secrets: ["password"],
  server: {
    image: `docker.io/apache/kafka:4.1.0@sha256:${"4".repeat(64)}`,
    port: 9093,
    memory: "1Gi",
    program: ({ topics }, { name, files }) => ({
      command: ["/opt/kafka/bin/start", "--data", "/data"],
      env: { KAFKA_ADVERTISED: `${name}:9093`, KAFKA_TOPICS: topics.join(","), KAFKA_PASSWORD_FILE: files.password },
      ready: ["/opt/kafka/bin/ready"],
      writable: { "/opt/kafka/logs": "64Mi" },
    }),
  },
});
