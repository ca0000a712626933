import { describe, expect, it } from "vitest";
import { compareObjects, describeDifference } from "./compare-objects.ts";

const object = (spec: unknown) => ({ apiVersion: "v1", kind: "Thing", metadata: { name: "cart" }, spec });

describe("an object from the provider", () => {
  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    ["equals the sent object", { replicas: 2, names: ["a", "b"] }, { names: ["a", "b"], replicas: 2 }, []],
    [
      "lacks a field",
      { template: { spec: { hostUsers2: false } } },
      { template: { spec: {} } },
      ["spec.template.spec.hostUsers2: the Kubernetes provider drops false: it does not know the field, or this is the default; remove it"],
    ],
    [
      "lacks a whole branch: one difference",
      { a: { b: { c: 1, d: 2 } } },
      {},
      ['spec.a: the Kubernetes provider drops {"b":{"c":1,"d":2}}: it does not know the field, or this is the default; remove it'],
    ],
    [
      "has a quantity in its normal form",
      { limits: { cpu: "1000m" } },
      { limits: { cpu: "1" } },
      ['spec.limits.cpu: the Kubernetes provider changes "1000m" to "1"; write that value'],
    ],
    ["has an additional field", {}, { type: "Opaque" }, ['spec.type: the Kubernetes provider adds "Opaque"; write it yourself']],
    [
      "lacks an item",
      { ports: [{ port: 1 }, { port: 2 }] },
      { ports: [{ port: 1 }] },
      ['spec.ports.1: the Kubernetes provider drops {"port":2}: it does not know the field, or this is the default; remove it'],
    ],
    [
      "has another kind of value",
      { port: "80" },
      { port: 80 },
      ['spec.port: the Kubernetes provider changes "80" to 80; write that value'],
    ],
    [
      "lacks a field that was null",
      { a: null },
      {},
      ["spec.a: the Kubernetes provider drops null: it does not know the field, or this is the default; remove it"],
    ],
  ])("%s", (_title, sent, received, lines) => {
    const found = compareObjects(object(sent), object(received));
    expect(found.map((each) => `${each.path}: ${describeDifference(each)}`)).toEqual(lines);
  });
});
