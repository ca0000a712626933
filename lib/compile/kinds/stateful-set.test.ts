import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { serviceMonitor, single } from "../../index.ts";
import type { Manifest } from "../../model/manifest.ts";
import { findPath } from "../manifest-path.ts";

const stateful = { volumes: { data: { path: "/data", size: "1024Mi" } } };

const objects = (fields: Fields = {}, tier = "latest"): readonly Manifest[] =>
  compileFleet(fleetOf({ services: [serviceFile("cart", { stateful, ...fields })], stacks: [stackFile("latest", { tier })] })).map(
    ({ manifest }) => manifest,
  );

const valueOf = (path: string, fields?: Fields, tier?: string): unknown =>
  findPath(
    objects(fields, tier).find(({ kind }) => kind === "StatefulSet"),
    path,
  )?.value;

describe("a StatefulSet", () => {
  it.each<readonly [title: string, path: string, fields: Fields, expected: unknown]>([
    ["has two pods by default", "spec.replicas", {}, 2],
    ["has one pod if the service says so", "spec.replicas", { scale: single() }, 1],
    ["leaves the number of pods to an autoscaler", "spec.replicas", { scale: { max: 9 } }, undefined],
    ["starts one pod after the other", "spec.podManagementPolicy", {}, "OrderedReady"],
    ["starts all pods at once", "spec.podManagementPolicy", { stateful: { order: "parallel" } }, "Parallel"],
    ["keeps all volumes", "spec.persistentVolumeClaimRetentionPolicy", {}, { whenDeleted: "Retain", whenScaled: "Retain" }],
    [
      "deletes the volumes of pods that are scaled away",
      "spec.persistentVolumeClaimRetentionPolicy",
      { stateful: { retention: { whenScaled: "Delete" } } },
      { whenDeleted: "Retain", whenScaled: "Delete" },
    ],
    ["names its headless Service", "spec.serviceName", {}, "cart-headless"],
    ["replaces the pods", "spec.updateStrategy", {}, { rollingUpdate: { partition: 0 }, type: "RollingUpdate" }],
    ["mounts the volumes", "spec.template.spec.containers.0.volumeMounts.1", {}, { mountPath: "/data", name: "data" }],
    [
      "mounts the volumes in init containers",
      "spec.template.spec.initContainers.0.volumeMounts.1",
      { init: { restore: { command: ["restore"] } } },
      { mountPath: "/data", name: "data" },
    ],
    ["has no claims without volumes", "spec.volumeClaimTemplates", { stateful: {} }, undefined],
    [
      "is removed by hand only, and starts after the jobs",
      "metadata.annotations",
      { jobs: { migrate: { command: ["migrate"] } } },
      {
        "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
        "argocd.argoproj.io/sync-options": "Delete=confirm,Prune=false",
        "argocd.argoproj.io/sync-wave": "2",
        email: "shopping@example.com",
      },
    ],
  ])("%s", (_title, path, fields, expected) => {
    expect(valueOf(path, fields)).toEqual(expected);
  });

  it("has three pods on prod", () => {
    expect(valueOf("spec.replicas", {}, "prod")).toBe(3);
  });

  // The template is immutable, so nothing in it may change: no label of an owner, for example.
  it("has a template for each claim, with the API server's defaults", () => {
    expect(valueOf("spec.volumeClaimTemplates")).toEqual([
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, volumeMode: "Filesystem" },
      },
    ]);
  });

  it("takes the place of the Deployment, and keeps the other objects", () => {
    const kinds = objects().flatMap(({ kind, metadata: { name } }) => (name.startsWith("cart") ? [`${kind}/${name}`] : []));
    expect(kinds).toEqual([
      "ServiceAccount/cart",
      "StatefulSet/cart",
      "Service/cart",
      "Service/cart-headless",
      "PodDisruptionBudget/cart",
      "NetworkPolicy/cart",
    ]);
  });

  it("is the target of the autoscaler", () => {
    const autoscaler = objects({ scale: { max: 9 } }).find(({ kind }) => kind === "HorizontalPodAutoscaler");
    expect(findPath(autoscaler, "spec")?.value).toMatchObject({ minReplicas: 2, scaleTargetRef: { kind: "StatefulSet", name: "cart" } });
  });
});

describe("its headless Service", () => {
  const headless = (fields: Fields): unknown => objects(fields).find(({ metadata: { name } }) => name === "cart-headless")?.["spec"];
  const selector = { "app.kubernetes.io/instance": "cart", "app.kubernetes.io/name": "cart" };

  it("has the ports of the pods, also before they are ready", () => {
    expect(headless({})).toEqual({
      clusterIP: "None",
      ports: [{ name: "http", port: 8080, protocol: "TCP", targetPort: "http" }],
      publishNotReadyAddresses: true,
      selector,
      type: "ClusterIP",
    });
  });

  it("exists without ports", () => {
    const check = { kind: "exec", command: ["a"] };
    expect(headless({ ports: undefined, health: { readiness: check, liveness: { ...check, command: ["b"] } } })).toEqual({
      clusterIP: "None",
      publishNotReadyAddresses: true,
      selector,
      type: "ClusterIP",
    });
  });
});

it("is scraped once", () => {
  const fields = { stateful, metrics: { port: "http" } };
  const monitored = (service: Fields) =>
    compileFleet(
      fleetOf({
        services: [serviceFile("cart", service)],
        stacks: [stackFile("latest", { monitoring: serviceMonitor({ namespace: "ops" }) })],
      }),
    ).map(({ manifest }) => manifest);
  const labels = monitored(fields).flatMap(({ kind, metadata }) => (kind === "Service" ? [metadata.labels] : []));
  expect(labels.map((each) => each?.["prometheus.io/service-monitor"])).toEqual([undefined, "false"]);
  const selectorOf = (service: Fields): unknown =>
    findPath(
      monitored(service).find(({ kind }) => kind === "ServiceMonitor"),
      "spec.selector.matchExpressions",
    )?.value;
  expect(selectorOf(fields)).toEqual([{ key: "prometheus.io/service-monitor", operator: "NotIn", values: ["false"] }]);
  expect(selectorOf({ metrics: { port: "http" } })).toEqual(undefined);
});

it("lets the pods reach each other", () => {
  const policy = objects().find(({ kind, metadata: { name } }) => kind === "NetworkPolicy" && name === "cart");
  const peer = { podSelector: { matchLabels: { "app.kubernetes.io/instance": "cart" } } };
  const ports = [{ port: 8080, protocol: "TCP" }];
  expect(findPath(policy, "spec.ingress")?.value).toEqual([{ from: [peer], ports }]);
  expect(findPath(policy, "spec.egress.1")?.value).toEqual({ ports, to: [peer] });
});
