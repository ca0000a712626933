import { hashOf } from "../base/hash.ts";
import { describe, expect, it } from "vitest";
import { formatInventory, type Inventory, inventoryFiles, inventoryObject, parseInventory } from "./inventory.ts";

const INPUTS = hashOf("sources");
const DIGEST = hashOf("text");
const MAP = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" } };
const ROLE = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "b" } };

describe("what a component made", () => {
  const inventory: Inventory = { inputs: INPUTS, objects: [inventoryObject(MAP, "text"), inventoryObject(ROLE, "text")] };
  const text = `inputs ${INPUTS}\n${DIGEST} rbac.authorization.k8s.io/v1 ClusterRole - b\n${DIGEST} v1 ConfigMap shop a\n`;

  it("is a line for each object, in an order of its own", () => {
    expect(formatInventory(inventory)).toBe(text);
    expect(formatInventory({ ...inventory, objects: [...inventory.objects].reverse() })).toBe(text);
  });

  it("is read back", () => {
    expect(formatInventory(parseInventory(text) ?? { inputs: "", objects: [] })).toBe(text);
    expect(inventoryFiles(parseInventory(text)?.objects ?? [])).toEqual(["clusterrole-b.yaml", "configmap-a.yaml"]);
  });

  it.each<readonly [string, readonly (readonly [apiVersion: string, kind: string, name: string])[], readonly string[]]>([
    [
      "a role's name may have colons and capitals",
      [["rbac.authorization.k8s.io/v1", "ClusterRole", "system:Reader"]],
      ["clusterrole-system%3a%52eader.yaml"],
    ],
    [
      "two operators have a kind of one name",
      [
        ["networking.istio.io/v1", "Gateway", "shop"],
        ["gateway.networking.k8s.io/v1", "Gateway", "shop"],
        ["networking.istio.io/v1", "Gateway", "other"],
      ],
      ["gateway.networking.istio.io-shop.yaml", "gateway.gateway.networking.k8s.io-shop.yaml", "gateway-other.yaml"],
    ],
    [
      "an operator has a kind of Kubernetes' core",
      [
        ["v1", "Service", "shop"],
        ["serving.knative.dev/v1", "Service", "shop"],
      ],
      ["service-shop.yaml", "service.serving.knative.dev-shop.yaml"],
    ],
    [
      "two versions of a kind are one object",
      [
        ["apps/v1", "Deployment", "shop"],
        ["apps/v2", "Deployment", "shop"],
      ],
      ["deployment-shop.yaml", "deployment-shop.yaml"],
    ],
  ])("has a file for each object: %s", (_title, objects, files) => {
    expect(inventoryFiles(objects.map(([apiVersion, kind, name]) => ({ apiVersion, kind, name })))).toEqual(files);
  });

  it.each([
    ["nothing", ""],
    ["another first line", `${DIGEST}\n`],
    ["a conflict of git's", `<<<<<<< HEAD\n${text}`],
    ["an object without a name", `inputs ${INPUTS}\n${DIGEST} v1 ConfigMap shop\n`],
    ["an object without a hash", `inputs ${INPUTS}\nabc v1 ConfigMap shop a\n`],
    ["a field more", `inputs ${INPUTS}\n${DIGEST} v1 ConfigMap shop a b\n`],
  ])("is not known from %s", (_title, broken) => {
    expect(parseInventory(broken)).toBe(undefined);
  });
});
