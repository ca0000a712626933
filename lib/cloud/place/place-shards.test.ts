import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cloudInputs, fleetResources } from "../../../test/cloud-inputs.ts";
import { recordedAs } from "./recorded-as.ts";
import { randomFleet } from "../../../test/random-fleet.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { redis } from "../../model/needs/redis.ts";
import { topic } from "../../model/needs/topic.ts";
import { type AnyCloudResource, isLate, outputOf, resourcesOf } from "../resource.ts";
import { placeShards, type PlacedShard, stackOfShard } from "./place-shards.ts";

const topicOf = (service: string, name = `prod-${service}`): AnyCloudResource =>
  resourcesOf({ kind: "Topic", name: service, service })("gcp:pubsub/topic:Topic", name, { name, project: "shop" });
const fleet = (count: number) => Array.from({ length: count }, (_, index) => topicOf(`s${index}`));
const record = ({ name, resources }: PlacedShard) => recordedAs(name, resources);
const homes = (shards: readonly PlacedShard[]) =>
  new Map(shards.flatMap(({ name, resources }) => resources.map((each) => [each.name, name] as const)));

describe("the shards of a stack", () => {
  it("are the foundation, which all share, and the needs of services", () => {
    const { resources } = cloudInputs({ carts: redis({ memoryGb: 1 }), sent: topic() }, "latest");
    expect(placeShards("latest", resources, []).map(({ name, isFoundation, resources: own }) => [name, isFoundation, own.length])).toEqual([
      ["latest.foundation", true, resources.filter(({ block }) => block.service === undefined).length],
      ["latest.needs-1", false, resources.filter(({ block }) => block.service === "cart").length],
    ]);
  });

  it.each([
    [100, 1],
    [101, 2],
    [1000, 10],
  ])("have at most about 100 services: %i services -> %i shards", (services, shards) => {
    const placed = placeShards("prod", fleet(services), []);
    expect(placed.map(({ name }) => name)).toEqual(Array.from({ length: shards }, (_, index) => `prod.needs-${index + 1}`));
    expect(Math.max(...placed.map(({ resources }) => resources.length))).toBeLessThan(150);
  });

  it("keep a service where it is recorded, if the fleet grows or shrinks", () => {
    const before = placeShards("prod", fleet(100), []);
    const grown = homes(placeShards("prod", fleet(450), before.map(record)));
    for (const { name } of fleet(100)) expect(grown.get(name)).toBe("prod.needs-1");
    expect(new Set(grown.values()).size).toBe(5);
    const large = placeShards("prod", fleet(450), []);
    const shrunk = homes(placeShards("prod", fleet(10), large.map(record)));
    for (const [name, shard] of shrunk) expect(shard).toBe(homes(large).get(name));
  });

  it("keep a service that has another name", () => {
    const [first] = placeShards("prod", fleet(300), []);
    const [old] = first?.resources ?? [];
    if (first === undefined || old === undefined) throw new Error("no shard");
    const renamed = { ...topicOf("other"), aliases: [{ name: old.name, block: old.block }] };
    const [home] = homes(placeShards("prod", [...fleet(300).filter(({ name }) => name !== old.name), renamed], [record(first)])).entries();
    expect([home?.[0] !== undefined, homes(placeShards("prod", [renamed], [record(first)])).get("prod-other")]).toEqual([true, first.name]);
  });

  it("stay in the list without resources, so that the recorded ones go", () => {
    expect(placeShards("prod", [], [recordedAs("prod.needs-2", fleet(1))])).toEqual([
      { name: "prod.needs-2", isFoundation: false, resources: [] },
    ]);
    expect(placeShards("prod", [], [])).toEqual([]);
  });

  it("know values of other shards: the name of a shared server", () => {
    const { resources } = cloudInputs({ orders: postgres({ instance: "shared" }) }, "latest");
    const needs = placeShards("latest", resources, []).find(({ isFoundation }) => !isFoundation);
    const database = needs?.resources.find(({ type }) => type === "gcp:sql/database:Database");
    expect(database?.inputs).toMatchObject({ instance: "latest-postgres-17" });
  });

  it("know ids of other shards, and no value that only the cloud knows", () => {
    const shared = resourcesOf({ kind: "Topic", name: "all" })("gcp:pubsub/topic:Topic", "all", { name: "all", project: "shop" });
    const subscription = (output: string): AnyCloudResource =>
      resourcesOf({ kind: "Subscription", name: "cart", service: "cart" })(
        "gcp:pubsub/subscription:Subscription",
        "cart",
        { name: "cart", topic: outputOf(shared, output) },
        { dependsOn: [shared] },
      );
    const placed = placeShards("prod", [shared, subscription("id")], [])[1]?.resources[0];
    expect([placed?.inputs, placed?.dependsOn]).toEqual([{ name: "cart", topic: "projects/shop/topics/all" }, []]);
    expect(() => placeShards("prod", [shared, subscription("number")], [])).toThrow(
      "only the cloud knows number of gcp:pubsub/topic:Topic all, which is in another shard",
    );
  });

  it("hold each resource once, and refer to their own resources only", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet: random }) => {
        const resources = fleetResources(random);
        const byStack = Map.groupBy(resources, ({ inputs }) => JSON.stringify(inputs).length % 1);
        for (const all of byStack.values()) {
          const unique = [...new Map(all.map((each) => [`${each.type} ${each.name}`, each])).values()];
          const placed = placeShards("prod", unique, []);
          expect(placed.flatMap((shard) => shard.resources.map(({ name }) => name)).sort()).toEqual(unique.map(({ name }) => name).sort());
          for (const shard of placed) {
            const own = new Set(shard.resources.map(({ type, name }) => `${type} ${name}`));
            for (const { inputs } of shard.resources) expect(referencesIn(inputs).filter((each) => !own.has(each))).toEqual([]);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["prod.foundation", "prod"],
    ["prod.needs-12", "prod"],
    ["prod.needs-0", "prod.needs-0"],
    ["prod", "prod"],
  ])("name their stack: %s -> %s", (shard, stack) => {
    expect(stackOfShard(shard)).toBe(stack);
  });
});

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isLate(value)) return value.kind === "reference" ? [`${value.type} ${value.name}`] : [];
  return Object.values(value).flatMap(referencesIn);
}
