import { describe, expect, it } from "vitest";
import { compareObjects, lossText } from "./compare.ts";
import { lanesOf } from "./filename-collisions.ts";

const object = (spec: unknown) => ({ apiVersion: "v1", kind: "Thing", metadata: { name: "cart" }, spec });

describe("what came back from the provider", () => {
  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    ["is what went in", { replicas: 2, names: ["a", "b"] }, { names: ["a", "b"], replicas: 2 }, []],
    [
      "lacks a field",
      { template: { spec: { hostUsers2: false } } },
      { template: { spec: {} } },
      [
        "spec.template.spec.hostUsers2: false vanishes on the way through the Kubernetes provider: it knows no such field, or that is its default",
      ],
    ],
    [
      "lacks a whole branch, which is said once",
      { a: { b: { c: 1, d: 2 } } },
      {},
      ['spec.a: {"b":{"c":1,"d":2}} vanishes on the way through the Kubernetes provider: it knows no such field, or that is its default'],
    ],
    [
      "has a quantity in another form",
      { limits: { cpu: "1000m" } },
      { limits: { cpu: "1" } },
      ['spec.limits.cpu: "1000m" becomes "1" on the way through the Kubernetes provider; write it like that'],
    ],
    ["has a field more", {}, { type: "Opaque" }, ['spec.type: "Opaque" is added by the Kubernetes provider; write it yourself']],
    [
      "has an item less",
      { ports: [{ port: 1 }, { port: 2 }] },
      { ports: [{ port: 1 }] },
      ['spec.ports.1: {"port":2} vanishes on the way through the Kubernetes provider: it knows no such field, or that is its default'],
    ],
    [
      "has another kind of value",
      { port: "80" },
      { port: 80 },
      ['spec.port: "80" becomes 80 on the way through the Kubernetes provider; write it like that'],
    ],
    [
      "has null for nothing",
      { a: null },
      {},
      ["spec.a: null vanishes on the way through the Kubernetes provider: it knows no such field, or that is its default"],
    ],
  ])("%s", (_title, sent, received, lines) => {
    const losses = compareObjects(object(sent), object(received));
    expect(losses.map((loss) => `${loss.path}: ${lossText(loss)}`)).toEqual(lines);
  });
});

describe("lanes", () => {
  const named = (namespace: string | undefined, name: string) => ({
    manifest: { apiVersion: "v1", kind: "Service", metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
  });

  it("keep apart what the provider would write to one file", () => {
    const [a, b, c, d] = [named("shop", "cart-web"), named("shop-cart", "web"), named("default", "x"), named(undefined, "x")];
    expect(lanesOf([a, b, c, d])).toEqual([
      [a, c],
      [b, d],
    ]);
  });

  it("are one where all names differ", () => {
    expect(lanesOf([named("a", "x"), named("b", "x")]).length).toBe(1);
  });
});
