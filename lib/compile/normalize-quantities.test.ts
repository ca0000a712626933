import { describe, expect, it } from "vitest";
import { normalizeQuantities } from "./normalize-quantities.ts";

/** Builds an object with a value at a path. A 0 in the path is the index of a list; `_` stands for a dot. */
function objectWith(apiVersion: string, kind: string, path: string, value: unknown) {
  const body = path
    .split(".")
    .reverse()
    .reduce<unknown>((inner, key) => (key === "0" ? [inner] : { [key.replace("_", ".")]: inner }), value);
  return { apiVersion, kind, metadata: { name: "cart" }, ...Object(body) };
}

describe("normalizeQuantities writes quantities as the Kubernetes provider does", () => {
  it.each<readonly [apiVersion: string, kind: string, path: string, written: unknown, normal: unknown]>([
    ["apps/v1", "Deployment", "spec.template.spec.containers.0.resources.limits.cpu", "1000m", "1"],
    ["apps/v1", "Deployment", "spec.template.spec.containers.0.resources.requests.cpu", 0.5, "500m"],
    ["apps/v1", "Deployment", "spec.template.spec.initContainers.0.resources.limits.memory", "1024Mi", "1Gi"],
    ["apps/v1", "Deployment", "spec.template.spec.containers.0.resources.limits.nvidia_com/gpu", 1, "1"],
    ["apps/v1", "Deployment", "spec.template.spec.volumes.0.emptyDir.sizeLimit", "2048Ki", "2Mi"],
    ["apps/v1", "Deployment", "spec.template.spec.overhead.cpu", "0.25", "250m"],
    ["apps/v1", "Deployment", "spec.template.spec.containers.0.env.0.valueFrom.resourceFieldRef.divisor", "1000m", "1"],
    ["apps/v1", "StatefulSet", "spec.volumeClaimTemplates.0.spec.resources.requests.storage", "1024Gi", "1Ti"],
    ["v1", "PersistentVolumeClaim", "spec.resources.requests.storage", "1000M", "1G"],
    ["v1", "ResourceQuota", "spec.hard.cpu", "2000m", "2"],
    ["v1", "LimitRange", "spec.limits.0.defaultRequest.cpu", "0.1", "100m"],
    ["autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics.0.resource.target.averageValue", "1000m", "1"],
    ["autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics.0.external.target.value", "0.5k", "500"],
    // These fields are not quantities, although their values look like it.
    ["apps/v1", "Deployment", "spec.template.spec.containers.0.env.0.value", "1000m", "1000m"],
    ["apps/v1", "Deployment", "spec.replicas", 1000, 1000],
    ["v1", "ConfigMap", "data.limits", "1000m", "1000m"],
    // An operator's kind keeps its values.
    ["argoproj.io/v1alpha1", "Rollout", "spec.template.spec.containers.0.resources.limits.cpu", "1000m", "1000m"],
  ])("%s %s %s: %o -> %o", (apiVersion, kind, path, written, normal) => {
    const reported: unknown[] = [];
    const normalized = normalizeQuantities(objectWith(apiVersion, kind, path, written), "patch", (...problem) => reported.push(problem));
    expect([normalized, reported]).toEqual([objectWith(apiVersion, kind, path, normal), []]);
  });

  it("reports a malformed quantity and returns no object", () => {
    const reported: unknown[] = [];
    const object = objectWith("v1", "PersistentVolumeClaim", "spec.resources.requests.storage", "10 GB");
    expect(normalizeQuantities(object, "manifests.0", (...problem) => reported.push(problem))).toBe(undefined);
    expect(reported).toEqual([
      [
        "manifests.0.spec.resources.requests.storage",
        '"10 GB" is not a quantity; did you mean "10Gi" or "10G"?',
        "cores such as 250m or 1; bytes such as 64Mi, 1Gi or 500M",
      ],
    ]);
  });
});
