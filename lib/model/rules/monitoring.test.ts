import { describe, expect, it } from "vitest";
import { fleetOf, problemsOf, problemsWith, serviceFile } from "../../../test/fleets.ts";
import { podMonitoring, serviceMonitor } from "../../index.ts";

describe("metrics", () => {
  const ports = { http: { port: 8080, protocol: "http" }, grpc: { port: 7070, protocol: "grpc" } };

  it.each<readonly [title: string, metrics: unknown, problems: readonly string[]]>([
    ["a port", { port: "http" }, []],
    ["all fields", { port: "http", path: "/stats/prometheus", intervalSeconds: 5 }, []],
    ["no port", {}, ["metrics.port: missing: a string is required"]],
    ["an unknown port", { port: "htp" }, ['metrics.port: app has no port "htp"; did you mean "http"?']],
    ["a name that objects have", { port: "constructor" }, ['metrics.port: app has no port "constructor" (known: "http", "grpc")']],
    ["a grpc port", { port: "grpc" }, ['metrics.port: "grpc" is a grpc port; metrics need an http port']],
    ["a path without slash", { port: "http", path: "metrics" }, ['metrics.path: must start with "/", got "metrics"']],
    ["a path with a query", { port: "http", path: "/m?a=b" }, ['metrics.path: "/m?a=b" is not a path']],
    ["a short interval", { port: "http", intervalSeconds: 1 }, ["metrics.intervalSeconds: must be at least 5, got 1"]],
    ["a misspelt field", { port: "http", interval: "30s" }, ['metrics.interval: unknown field (known: "port", "path", "intervalSeconds")']],
    ["a list", [], ["metrics: must be an object, got a list"]],
  ])("%s", (_title, metrics, problems) => {
    expect(problemsWith({ ports, metrics })).toEqual(problems.map((problem) => `services/app.ts: ${problem}`));
  });

  it("may be completed by a tier, and reports what is missing there", () => {
    expect(problemsWith({ tiers: { latest: { metrics: { path: "/m" } } } })).toEqual([
      "services/app.ts: tiers.latest.metrics.port: missing: a string is required",
    ]);
  });
});

describe("monitoring", () => {
  it.each<readonly [title: string, monitoring: unknown, problems: readonly string[]]>([
    ["of Google", podMonitoring(), []],
    ["of an operator", serviceMonitor({ namespace: "monitoring", labels: { release: "prometheus" } }), []],
    ["without a kind", { namespaces: ["a"], labels: {} }, ['monitoring.kind: missing: "pod-monitoring" or "service-monitor" is required']],
    ["in no namespace", podMonitoring({ namespaces: [] }), ["monitoring.namespaces: must not be empty"]],
    ["in no valid namespace", serviceMonitor({ namespace: "Mon" }), ['monitoring.namespaces: "Mon" is not the name of a namespace']],
    [
      "with an invalid label",
      serviceMonitor({ namespace: "a", labels: { "a b": "c" } }),
      ['monitoring.labels.a b: "a b: c" is not a label'],
    ],
  ])("%s", (_title, monitoring, problems) => {
    expect(problemsWith({}, { monitoring })).toEqual(problems.map((problem) => `stacks/latest.ts: ${problem}`));
    const fleet = fleetOf({ services: [serviceFile("app")] });
    const config = { ...fleet.config, monitoring } as typeof fleet.config;
    expect(problemsOf({ ...fleet, config })).toEqual(problems.map((problem) => `fairlead.config.ts: ${problem}`));
  });
});
