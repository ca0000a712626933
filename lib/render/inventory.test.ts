import { hashOf } from "../base/hash.ts";
import { describe, expect, it } from "vitest";
import { formatInventory, type Inventory, inventoryFiles, inventoryObject, parseInventory } from "./inventory.ts";

const INPUTS = hashOf("sources");
const DIGEST = hashOf("text");
const MAP = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" } };
const ROLE = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "b" } };

describe("an inventory", () => {
  const inventory: Inventory = { inputs: INPUTS, objects: [inventoryObject(MAP, "text"), inventoryObject(ROLE, "text")] };
  const text = `inputs ${INPUTS}\n${DIGEST} rbac.authorization.k8s.io/v1 ClusterRole - b\n${DIGEST} v1 ConfigMap shop a\n`;

  it("has a line for each object, sorted", () => {
    expect(formatInventory(inventory)).toBe(text);
    expect(formatInventory({ ...inventory, objects: [...inventory.objects].reverse() })).toBe(text);
  });

  it("is read back", () => {
    expect(formatInventory(parseInventory(text) ?? { inputs: "", objects: [] })).toBe(text);
    expect(inventoryFiles(parseInventory(text)?.objects ?? [])).toEqual(["clusterrole-b.yaml", "configmap-a.yaml"]);
  });

  it.each<readonly [string, readonly (readonly [apiVersion: string, kind: string, name: string])[], readonly string[]]>([
    [
      "a role's name has colons and capitals",
      [["rbac.authorization.k8s.io/v1", "ClusterRole", "system:Reader"]],
      ["clusterrole-system%3a%52eader.yaml"],
    ],
    [
      "two operators share the name of a kind",
      [
        ["networking.istio.io/v1", "Gateway", "shop"],
        ["gateway.networking.k8s.io/v1", "Gateway", "shop"],
        ["networking.istio.io/v1", "Gateway", "other"],
      ],
      ["gateway.networking.istio.io-shop.yaml", "gateway.gateway.networking.k8s.io-shop.yaml", "gateway-other.yaml"],
    ],
    [
      "an operator shares the name of a kind of Kubernetes' core",
      [
        ["v1", "Service", "shop"],
        ["serving.knative.dev/v1", "Service", "shop"],
      ],
      ["service-shop.yaml", "service.serving.knative.dev-shop.yaml"],
    ],
    [
      "two API versions of one object",
      [
        ["apps/v1", "Deployment", "shop"],
        ["apps/v2", "Deployment", "shop"],
      ],
      ["deployment-shop.yaml", "deployment-shop.yaml"],
    ],
  ])("names a file for each object: %s", (_title, objects, files) => {
    expect(inventoryFiles(objects.map(([apiVersion, kind, name]) => ({ apiVersion, kind, name })))).toEqual(files);
  });

  it.each([
    ["an empty file", ""],
    ["another first line", `${DIGEST}\n`],
    ["a merge conflict", `<<<<<<< HEAD\n${text}`],
    ["an object without a name", `inputs ${INPUTS}\n${DIGEST} v1 ConfigMap shop\n`],
    ["an object without a hash", `inputs ${INPUTS}\nabc v1 ConfigMap shop a\n`],
    ["one field too many", `inputs ${INPUTS}\n${DIGEST} v1 ConfigMap shop a b\n`],
  ])("is refused: %s", (_title, broken) => {
    expect(parseInventory(broken)).toBe(undefined);
  });
});
