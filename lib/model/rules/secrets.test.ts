import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { exec, externalMetric, http, keda, type KedaTrigger, plain, type Text } from "../../index.ts";

const token = `ghp_${"aB3d".repeat(9)}`;
const looks = "looks like a secret, and its value would be in git";
const kafka = (metadata: KedaTrigger["metadata"]): Fields => ({ scale: keda({ min: 3, max: 9, triggers: [{ type: "kafka", metadata }] }) });
const labels = (given: Readonly<Record<string, Text>>): Fields => ({
  scale: { metrics: { queue: externalMetric("queue_length", { labels: given, average: 3 }) } },
});
const sidecar = (health: object): Fields => ({ sidecars: { proxy: { command: ["proxy"], health } } });
const route = (headers: object): Fields => ({ public: { port: "http", headers } });

describe("a secret outside programs and variables", () => {
  it.each<readonly [title: string, fields: Fields, problem: string]>([
    ["metadata of a trigger by its name", kafka({ password: "hunter2" }), `scale.triggers.0.metadata.password: ${looks}`],
    [
      "metadata of a trigger by its value",
      kafka({ host: "amqp://guest:guest@rabbit:5672/" }),
      "scale.triggers.0.metadata.host: contains a URL with a password",
    ],
    ["a label of a metric by its name", labels({ apiKey: "abc" }), `scale.metrics.queue.labels.apiKey: ${looks}`],
    ["a label of a metric by its value", labels({ queue: token }), "scale.metrics.queue.labels.queue: contains a GitHub token"],
    [
      "the command of a check",
      { health: { readiness: exec(["check", "--password=hunter2"]) } },
      "health.readiness.command.1: contains what looks like a secret",
    ],
    ["a token in a command", { health: { liveness: exec(["check", token]) } }, "health.liveness.command.1: contains a GitHub token"],
    [
      "the first check",
      { health: { startup: exec(["redis-cli", "-a", "redis://:pw@cache"]) } },
      "health.startup.command.2: contains a URL with a password",
    ],
    [
      "a header of a check by its name",
      { health: { readiness: http("http", { headers: { "X-Api-Key": "abc" } }) } },
      `health.readiness.headers.X-Api-Key: ${looks}`,
    ],
    [
      "an authorization",
      { health: { readiness: http("http", { headers: { authorization: "Basic dXNlcjpodW50ZXIy" } }) } },
      `health.readiness.headers.authorization: ${looks}`,
    ],
    [
      "the path of a check",
      { health: { readiness: http("http", { path: "/healthz?access_token=abc" }) } },
      "health.readiness.path: contains a URL with a password",
    ],
    [
      "a check of a sidecar",
      sidecar({ readiness: exec(["check", "--token", "abc"]), liveness: exec(["alive"]) }),
      "sidecars.proxy.health.readiness.command.2: contains what looks like a secret",
    ],
    [
      "a hook",
      { lifecycle: { preStop: exec(["drain", "--secret=abc"]) } },
      "lifecycle.preStop.command.1: contains what looks like a secret",
    ],
    [
      "a header of a hook",
      { lifecycle: { postStart: http("http", { path: "/warm", headers: { "X-Auth-Token": "abc" } }) } },
      `lifecycle.postStart.headers.X-Auth-Token: ${looks}`,
    ],
    ["a header of a route", route({ "x-api-key": "abc" }), `public.headers.x-api-key: ${looks}`],
    ["a host alias", { hostAliases: { "10.1.2.3": [`key-${"0a".repeat(16)}`] } }, "hostAliases.10.1.2.3: contains a Mailgun key"],
    [
      "a tier",
      { tiers: { latest: { health: { readiness: exec(["check", "--password=hunter2"]) } } } },
      "tiers.latest.health.readiness.command.1: contains what looks like a secret",
    ],
  ])("is refused: %s", (_title, fields, problem) => {
    expect(problemsWith(fields)).toEqual([`services/app.ts: ${problem}`]);
  });

  const no = (text: string) => plain(text, "because it is the default of a test image");
  it.each<readonly [title: string, fields: Fields]>([
    ["metadata that names a variable", kafka({ passwordFromEnv: "PASSWORD", topic: "orders", watchKey: "queue" })],
    ["metadata that plain allows", kafka({ password: no("guest"), host: no("amqp://guest:guest@rabbit:5672/") })],
    ["a label that plain allows", labels({ apiKey: no("abc") })],
    ["a command that plain allows", { health: { readiness: exec(["check", no("--password=hunter2")]) } }],
    ["a header that plain allows", { health: { readiness: http("http", { headers: { Authorization: no("Basic Z3Vlc3Q6Z3Vlc3Q=") } }) } }],
    ["a hook that plain allows", { lifecycle: { preStop: exec(["drain", no("--secret=abc")]) } }],
    ["a route that plain allows", route({ "x-api-key": no("abc") })],
    ["other headers", { health: { readiness: http("http", { headers: { Accept: "*/*", "X-Partition-Key": "1" } }) } }],
  ])("is not: %s", (_title, fields) => {
    expect(problemsWith(fields)).toEqual([]);
  });
});
