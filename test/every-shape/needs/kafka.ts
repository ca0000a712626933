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
});
