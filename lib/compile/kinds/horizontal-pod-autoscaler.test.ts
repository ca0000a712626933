import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { externalMetric, fixed, keda, objectMetric, override, podMetric, scaledBy, single } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const autoscalers = (fields: Fields, tier = "latest", onStack?: Fields) => {
  const service = serviceFile("cart", fields);
  const overrides = onStack === undefined ? [] : [override(service.service, onStack)];
  const fleet = fleetOf({ services: [service], stacks: [stackFile("latest", { tier, overrides })] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "HorizontalPodAutoscaler" ? [manifest] : []));
};

it("keeps the metrics in the API server's order: cpu, then memory", () => {
  expect(
    autoscalers({ scale: { memoryPercent: 80, cpuPercent: 60 } })
      .map(toYaml)
      .join("---\n"),
  ).toMatchInlineSnapshot(`
    "apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: cart
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: cart
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: cart
      namespace: shop
    spec:
      maxReplicas: 10
      metrics:
        - resource:
            name: cpu
            target:
              averageUtilization: 60
              type: Utilization
          type: Resource
        - resource:
            name: memory
            target:
              averageUtilization: 80
              type: Utilization
          type: Resource
      minReplicas: 2
      scaleTargetRef:
        apiVersion: apps/v1
        kind: Deployment
        name: cart
    "
  `);
});

it.each<readonly [string, Fields, string, Fields | undefined, readonly [number, number]]>([
  ["two to ten pods by default", {}, "latest", undefined, [2, 10]],
  ["at least three pods on prod", {}, "prod", undefined, [3, 10]],
  ["the numbers of the service", { scale: { min: 4, max: 8 } }, "staging", undefined, [4, 8]],
  ["at least three pods on prod, although the service sets two", { scale: { min: 2, max: 8 } }, "prod", undefined, [3, 8]],
  ["the numbers of the tier", { scale: { min: 4, max: 8 }, tiers: { prod: { scale: { min: 6 } } } }, "prod", undefined, [6, 8]],
  ["no number of another tier", { tiers: { prod: { scale: { min: 6 } } } }, "staging", undefined, [2, 10]],
  ["the numbers of the stack", { tiers: { prod: { scale: { min: 6 } } } }, "prod", { scale: { min: 7, max: 70 } }, [7, 70]],
])("runs %s", (_title, fields, tier, onStack, range) => {
  const [autoscaler] = autoscalers(fields, tier, onStack);
  expect([findPath(autoscaler, "spec.minReplicas")?.value, findPath(autoscaler, "spec.maxReplicas")?.value]).toEqual(range);
});

it("does not exist for a schedule", () => {
  expect(autoscalers({ ports: undefined, schedule: { cron: "0 3 * * *" } })).toEqual([]);
});

it("adds the other metrics after the resource metrics, in the order of the spec", () => {
  const scale = {
    cpuPercent: false,
    memoryPercent: 80,
    metrics: {
      z: podMetric("requests", { average: "1500m" }),
      a: externalMetric("backlog", { value: 1000, labels: { queue: "mail" } }),
      b: objectMetric("hits", { object: { apiVersion: "v1", kind: "Service", name: "web" }, average: 5 }),
    },
  };
  expect(findPath(autoscalers({ scale })[0], "spec.metrics")?.value).toEqual([
    { resource: { name: "memory", target: { averageUtilization: 80, type: "Utilization" } }, type: "Resource" },
    { pods: { metric: { name: "requests" }, target: { averageValue: "1500m", type: "AverageValue" } }, type: "Pods" },
    {
      external: { metric: { name: "backlog", selector: { matchLabels: { queue: "mail" } } }, target: { type: "Value", value: "1k" } },
      type: "External",
    },
    {
      object: {
        describedObject: { apiVersion: "v1", kind: "Service", name: "web" },
        metric: { name: "hits" },
        target: { averageValue: "5", type: "AverageValue" },
      },
      type: "Object",
    },
  ]);
});

it.each<readonly [string, unknown]>([
  ["one pod", single()],
  ["a fixed number of pods", fixed(4)],
  ["KEDA", keda({ min: 2, max: 9, triggers: [{ type: "cron", metadata: {} }] })],
  ["other software", scaledBy("the operator")],
])("does not exist for %s", (_title, scale) => {
  expect(autoscalers({ scale })).toEqual([]);
});

it.each([
  ["an HPA", { min: 2, max: 4 }, "HorizontalPodAutoscaler"],
  ["KEDA", keda({ min: 2, max: 4, triggers: [{ type: "cron", metadata: { timezone: "Etc/UTC" } }] }), "ScaledObject"],
])("comes with its workload if jobs go before: %s", (_title, scale, kind) => {
  const waves = (fields: Fields) =>
    compileFleet(fleetOf({ services: [serviceFile("cart", { scale, ...fields })] })).flatMap(({ manifest }) =>
      manifest.kind === kind || manifest.kind === "Deployment" ? [manifest.metadata.annotations?.["argocd.argoproj.io/sync-wave"]] : [],
    );
  expect(waves({ jobs: { migrate: { command: ["migrate"] } } })).toEqual(["2", "2"]);
  expect(waves({})).toEqual([undefined, undefined]);
});
