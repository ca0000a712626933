import { describe, expect, it } from "vitest";
import { findPath, formatPath } from "./manifest-path.ts";

const object = {
  metadata: {
    labels: { "app.kubernetes.io/name": "cart", app: { "kubernetes.io/name": "other" } },
    annotations: { "a.b": "dots", a: { b: "nested" } },
  },
  spec: {
    replicas: 0,
    paused: false,
    length: 32,
    containers: [
      { name: "cart", image: "cart:v1", ports: [{ containerPort: 8080 }] },
      { name: "side.car", image: "side:v1", ports: [] },
    ],
    "": "no name",
  },
};

describe("findPath", () => {
  it.each<readonly [string, unknown, string]>([
    ["spec.replicas", 0, "spec.replicas"],
    ["spec.paused", false, "spec.paused"],
    ["spec.length", 32, "spec.length"],
    ["spec.containers.0.image", "cart:v1", "spec.containers.0.image"],
    ["spec.containers[0].image", "cart:v1", "spec.containers.0.image"],
    ["spec.containers[cart].image", "cart:v1", "spec.containers.0.image"],
    ["spec.containers.cart.image", "cart:v1", "spec.containers.0.image"],
    ["spec.containers[side.car].image", "side:v1", "spec.containers.1.image"],
    ["spec.containers[1].ports", [], "spec.containers.1.ports"],
    ["spec.containers[0].ports[0].containerPort", 8080, "spec.containers.0.ports.0.containerPort"],
    ["metadata.labels.app.kubernetes.io/name", "cart", "metadata.labels.app.kubernetes.io/name"],
    ["metadata.labels[app.kubernetes.io/name]", "cart", "metadata.labels.app.kubernetes.io/name"],
    ["metadata.annotations.a.b", "dots", "metadata.annotations.a.b"],
    [".spec.replicas", 0, "spec.replicas"],
    ["spec..replicas.", 0, "spec.replicas"],
  ])("%s", (path, value, formatted) => {
    const found = findPath(object, path);
    expect([found?.value, formatPath(found?.keys ?? [])]).toEqual([value, formatted]);
  });

  it("keeps a key with dots in one piece", () => {
    expect(findPath(object, "metadata.labels.app.kubernetes.io/name")?.keys).toEqual(["metadata", "labels", "app.kubernetes.io/name"]);
  });

  it("takes the nested key if the key with dots leads nowhere", () => {
    expect(findPath({ "a.b": { x: 1 }, a: { b: { y: 2 } } }, "a.b.y")).toEqual({ keys: ["a", "b", "y"], value: 2 });
  });

  it.each([
    "",
    ".",
    "spec.nothing",
    "spec.replicas.deeper",
    "spec.containers.2",
    "spec.containers[-1]",
    "spec.containers[other]",
    "spec.containers.length",
    "constructor",
    "__proto__",
    "spec.toString",
  ])("finds nothing at %j", (path) => {
    expect(findPath(object, path)).toBe(undefined);
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a string", "spec"],
    ["a number", 1],
  ])("finds nothing in %s", (_title, nothing) => {
    expect(findPath(nothing, "spec")).toBe(undefined);
  });
});
