import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { externalMetric, objectMetric, podMetric } from "../../index.ts";

describe("metrics", () => {
  const object = { apiVersion: "v1", kind: "Service", name: "web" };
  const withMetric = (metric: unknown): Fields => ({ scale: { metrics: { load: metric } } });
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["of pods", withMetric(podMetric("requests", { average: 100, labels: { path: "x" } })), []],
    ["of an object", withMetric(objectMetric("requests", { object, value: "10k" })), []],
    ["from outside", withMetric(externalMetric("pubsub.googleapis.com|subscription|num_undelivered_messages", { average: 30 })), []],
    ["instead of CPU", { scale: { cpuPercent: false, metrics: { load: podMetric("requests", { average: 100 }) } } }, []],
    ["memory instead of CPU", { scale: { cpuPercent: false, memoryPercent: 80 } }, []],
    ["none at all", { scale: { cpuPercent: false } }, ["scale.cpuPercent: must be a number if no other metric is given, got false"]],
    ["true for CPU", { scale: { cpuPercent: true } }, ["scale.cpuPercent: must be a number, got true"]],
    ["without an amount", withMetric({ kind: "external", name: "q" }), ["scale.metrics.load: has neither average nor value"]],
    ["of pods without an amount", withMetric({ kind: "pods", name: "q" }), ["scale.metrics.load: has no average"]],
    [
      "with two amounts",
      withMetric({ kind: "external", name: "q", value: 1, average: 1 }),
      ["scale.metrics.load: has both average and value; give one of them"],
    ],
    ["of none", withMetric(podMetric("q", { average: 0 })), ["scale.metrics.load.average: must be greater than 0, got 0"]],
    ["of a word", withMetric(podMetric("q", { average: "ten" })), ['scale.metrics.load.average: "ten" is not a quantity']],
    [
      "of a list",
      withMetric(podMetric("q", { average: [] as never })),
      ['scale.metrics.load.average: must be a quantity such as 100 or "1500m", got a list'],
    ],
    ["without a name", withMetric(podMetric("", { average: 1 })), ["scale.metrics.load.name: must not be empty"]],
    [
      "with a path for a name",
      withMetric(podMetric("a/b", { average: 1 })),
      ['scale.metrics.load.name: "a/b" is not the name of a metric'],
    ],
    [
      "with labels that are none",
      withMetric(podMetric("q", { average: 1, labels: { "a b": "c", path: "/x" } })),
      [
        'scale.metrics.load.labels.a b: "a b" is not a label key',
        'scale.metrics.load.labels.path: "/x" is not a label value: letters, digits, "-", "_" and ".", at most 63',
      ],
    ],
    [
      "of an object that is none",
      withMetric(objectMetric("q", { object: { apiVersion: "V", kind: "service", name: "W" }, value: 1 })),
      [
        'scale.metrics.load.object.apiVersion: "V" is not an API version such as apps/v1',
        'scale.metrics.load.object.kind: "service" is not a kind such as Service',
        'scale.metrics.load.object.name: "W" is not a DNS name',
      ],
    ],
    ["of an unknown kind", withMetric({ kind: "pod" }), ['scale.metrics.load.kind: must be "pods", "external" or "object", got "pod"']],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems.map((problem) => `services/app.ts: ${problem}`));
  });
});
