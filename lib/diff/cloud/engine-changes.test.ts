import { describe, expect, it } from "vitest";
import type { CloudChange } from "./cloud-change.ts";
import { engineChanges } from "./engine-changes.ts";

const urnOf = (name: string): string => `urn:pulumi:s.needs-1::shop::fairlead:cloud:Redis$gcp:redis/instance:Instance::${name}`;
const embedded = (name: string, fields: Partial<CloudChange>): CloudChange => ({
  stack: "s",
  shard: "s.needs-1",
  type: "gcp:redis/instance:Instance",
  name,
  urn: urnOf(name),
  block: "cart-carts",
  action: "same",
  protected: false,
  properties: [],
  causes: [],
  ...fields,
});
const changes = (operations: readonly string[], known: readonly CloudChange[]): readonly string[] =>
  engineChanges(
    { stack: "s", shard: "s.needs-1" },
    operations.map((operation) => ({ operation, urn: urnOf("a"), causes: operation === "replace" ? ["tier"] : [] })),
    known,
  ).map(({ action, name, causes, properties }) => [action, name, ...causes, ...properties].join(" "));

describe("the changes that the engine plans", () => {
  it.each<readonly [what: string, operations: readonly string[], known: readonly CloudChange[], expected: readonly string[]]>([
    ["have what Fairlead knows", ["update"], [embedded("a", { action: "update", properties: ["tier"] })], ["update a tier"]],
    ["win over Fairlead", ["update"], [embedded("a", { action: "create" })], ["update a"]],
    ["may be unknown to Fairlead", ["create"], [], ["create a"]],
    ["are one replacement for three operations", ["delete-replaced", "replace", "create-replacement"], [], ["replace a tier"]],
    ["delete what goes with a replaced resource", ["delete-replaced"], [], ["delete a"]],
    ["delete no earlier name", ["delete-replaced"], [embedded("b", { previousUrn: urnOf("a") })], ["same b"]],
    ["leave the rest", [], [embedded("a", {}), embedded("b", { action: "create" })], ["same a"]],
    ["end at a protected resource, which stays in the list", [], [embedded("a", { action: "delete", protected: true })], ["delete a"]],
  ])("%s", (_what, operations, known, expected) => {
    expect(changes(operations, known)).toEqual(expected);
  });

  it("are not of components", () => {
    const urn = "urn:pulumi:s.needs-1::shop::fairlead:cloud:Redis::cart-carts";
    expect(engineChanges({ stack: "s", shard: "s.needs-1" }, [{ operation: "create", urn, causes: [] }], [])).toEqual([]);
  });
});
