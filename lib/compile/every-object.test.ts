import { describe, expect, it } from "vitest";
import { compileFleet } from "../../test/compile-fleet.ts";
import { fullFleet } from "../../test/full-fleet.ts";
import { idOf } from "../../test/pods.ts";
import { isRecord } from "../base/values.ts";
import { normalizeQuantity } from "../model/quantity.ts";

const objects = compileFleet(fullFleet());

type Path = readonly string[];

/** Lists every value of an object with its path. */
const walk = (value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] => [
  [path, value],
  ...(typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key])) : []),
];

/** Lists the values of all objects for which a check fails: `Deployment/shop spec.template`. */
const offenders = (fails: (path: Path, value: unknown) => boolean): readonly string[] =>
  objects.flatMap(({ manifest }) =>
    walk(manifest).flatMap(([path, value]) => (fails(path, value) ? [`${idOf(manifest)} ${path.join(".")}`] : [])),
  );

it("covers every kind", () => {
  expect([...new Set(objects.map(({ manifest: { kind } }) => kind))].sort().join(" ")).toBe(
    "AppProject Application ConfigMap CronJob DaemonSet Deployment ExternalSecret HTTPRoute HorizontalPodAutoscaler Job Namespace NetworkPolicy PersistentVolumeClaim PodDisruptionBudget PriorityClass ResourceQuota Service ServiceAccount StatefulSet",
  );
});

describe("every object", () => {
  it("has no null and no undefined", () => {
    expect(offenders((_path, value) => value === null || value === undefined)).toEqual([]);
  });

  it("has no empty map except the selector of default-deny, which matches every pod", () => {
    expect(offenders((_path, value) => isRecord(value) && Object.keys(value).length === 0)).toEqual([
      "NetworkPolicy/default-deny spec.podSelector",
      "NetworkPolicy/default-deny spec.podSelector",
    ]);
  });

  it("has no empty list except the cluster-wide kinds that projects allow", () => {
    expect(offenders((_path, value) => Array.isArray(value) && value.length === 0)).toEqual([
      "AppProject/latest spec.clusterResourceWhitelist",
      "AppProject/latest-applications spec.clusterResourceWhitelist",
      "AppProject/prod spec.clusterResourceWhitelist",
      "AppProject/prod-applications spec.clusterResourceWhitelist",
    ]);
  });

  it("has no status and no creation time", () => {
    expect(offenders((path) => path.join(".") === "status" || path.at(-1) === "creationTimestamp")).toEqual([]);
  });

  it("has quantities in normal form", () => {
    const isQuantity = (path: readonly string[]): boolean => /(?:requests|limits)\.[a-z-]+$|sizeLimit$|hard\.[a-z.]+$/.test(path.join("."));
    expect(offenders((path, value) => isQuantity(path) && (typeof value !== "string" || normalizeQuantity(value) !== value))).toEqual([]);
    expect(offenders((path) => isQuantity(path)).length).toBe(171);
  });

  it("has names and labels of at most 63 characters, and port names of at most 15", () => {
    const tooLong = offenders(
      (path, value) =>
        typeof value === "string" &&
        ((path.at(-1) === "name" && value.length > 63) ||
          (path.at(-2) === "labels" && value.length > 63) ||
          (path.at(-3) === "ports" && path.at(-1) === "name" && value.length > 15)),
    );
    expect(tooLong).toEqual([]);
  });

  it("has a string for every label and annotation", () => {
    expect(
      offenders((path, value) => ["labels", "annotations", "matchLabels"].includes(path.at(-2) ?? "") && typeof value !== "string"),
    ).toEqual([]);
  });

  it("of a service has the stack's namespace and all labels", () => {
    const required = ["component", "instance", "managed-by", "name", "part-of"].map((label) => `app.kubernetes.io/${label}`);
    const incomplete = objects.filter(
      ({ scope, manifest: { metadata } }) =>
        scope.kind === "service" &&
        !(metadata.namespace === "shop" && [...required, "env", "owner"].every((label) => metadata.labels?.[label] !== undefined)),
    );
    expect(incomplete.map(({ manifest }) => idOf(manifest))).toEqual([]);
  });

  it("has the version on workloads and pods only, so that a new image changes one manifest", () => {
    const versioned = offenders((path) => path.at(-1) === "app.kubernetes.io/version").map((place) => place.split("/")[0]);
    expect(new Set(versioned)).toEqual(new Set(["CronJob", "DaemonSet", "Deployment", "Job", "StatefulSet"]));
  });

  it("that is stateful has the annotation that protects it from removal", () => {
    const confirm = objects.filter(({ manifest }) =>
      ["Namespace", "PersistentVolumeClaim", "ExternalSecret", "StatefulSet"].includes(manifest.kind),
    );
    expect(confirm.map(({ manifest: { metadata } }) => metadata.annotations?.["argocd.argoproj.io/sync-options"])).toEqual(
      confirm.map(() => "Delete=confirm,Prune=false"),
    );
  });
});
