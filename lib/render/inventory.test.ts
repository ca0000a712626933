import { describe, expect, it } from "vitest";
import { hashOf } from "../compile/hash.ts";
import { formatInventory, type Inventory, inventoryFileOf, inventoryObject, parseInventory } from "./inventory.ts";

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
    expect(parseInventory(text)?.objects.map(inventoryFileOf)).toEqual(["clusterrole-b.yaml", "configmap-a.yaml"]);
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
