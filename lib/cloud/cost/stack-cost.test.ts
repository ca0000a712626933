import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { redis } from "../../model/needs/redis.ts";
import { valkey } from "../../model/needs/valkey.ts";
import type { Tier } from "../../model/tier.ts";
import { stackCost } from "./stack-cost.ts";

const costOf = (needs: object, tier: Tier = "latest", fields: object = {}, region = "us-central1") =>
  stackCost(cloudOf([serviceFile("cart", { needs, scale: { min: 3, max: 4 } })], tier, { ...fields, region }).resources, region);

describe("the cost of a service", () => {
  it.each<readonly [what: string, needs: object, tier: Tier, least: number, most: number]>([
    ["a Redis of 1 GiB alone", { a: redis({ memoryGb: 1 }) }, "latest", 35.77, 35.77],
    ["a Redis of 5 GiB alone", { a: redis({ memoryGb: 5 }) }, "latest", 98.55, 98.55],
    ["a Redis of 25 GiB alone", { a: redis({ memoryGb: 25 }) }, "latest", 419.75, 419.75],
    ["a Redis of 1 GiB with a standby", { a: redis({ memoryGb: 1 }) }, "prod", 46.72, 46.72],
    ["a Redis of 105 GiB with a standby", { a: redis({ memoryGb: 105 }) }, "prod", 2299.5, 2299.5],
    // 30.15 for the CPU, 19.16 for the memory, 1.70 for the disk, which may grow to 6.80.
    ["the smallest database", { a: postgres({ storageGb: 10 }) }, "latest", 51.01, 56.11],
    ["a database with a standby", { a: postgres({ storageGb: 10 }) }, "prod", 102.02, 112.22],
    ["a database with a replica", { a: postgres({ storageGb: 10, replicas: 1 }) }, "latest", 102.02, 112.22],
    ["two needs", { a: redis({ memoryGb: 1 }), b: redis({ memoryGb: 5 }) }, "latest", 134.32, 134.32],
  ])("%s", (_what, needs, tier, least, most) => {
    expect(costOf(needs, tier).owners.filter(({ service }) => service === "cart")).toEqual([{ service: "cart", least, most }]);
  });
});

describe("what is not counted", () => {
  it("is what depends on use, and what nobody listed", () => {
    const { usage, unknown, least } = costOf({ images: bucket(), pages: valkey({ memoryGb: 1 }) });
    expect([usage, unknown, least]).toEqual([
      ["bytes in buckets"],
      ["DNS zones", "Valkey", "endpoints and load balancers", "endpoints of servers"],
      0,
    ]);
  });

  it("is named in a region without prices, and is not zero", () => {
    const { unknown, owners } = costOf({ a: redis({ memoryGb: 1 }), b: postgres({ storageGb: 10 }) }, "latest", {}, "asia-east1");
    expect(unknown).toEqual(expect.arrayContaining(["Redis in asia-east1", "Cloud SQL in asia-east1"]));
    expect(owners).toContainEqual({ service: "cart", least: 0, most: 0 });
  });
});

describe("the cost of what a stack shares", () => {
  const cluster = (pools: object) => ({ cluster: { nodes: "10.60.0.0/20", pods: "10.64.0.0/14", services: "10.61.0.0/20", pools } });
  it.each<readonly [what: string, cloud: object, least: number, most: number]>([
    // 32.70 for the gateway, and 3.65 for each address.
    ["a NAT with three addresses", { nat: { addresses: ["1", "2"], draining: ["3"] } }, 43.65, 43.65],
    // 73.00 for the cluster, and 97.84 for each machine.
    ["a cluster that grows from one machine to three", cluster({ main: { machine: "e2-standard-4", min: 1, max: 3 } }), 170.84, 366.51],
    ["a pool of spot machines", cluster({ main: { machine: "c4a-standard-4", max: 2, spot: true } }), 73, 177.77],
  ])("%s", (_what, cloud, least, most) => {
    expect(costOf({}, "latest", { cloud }).owners).toEqual([{ service: undefined, least, most }]);
  });

  it("names machines without a price", () => {
    expect(costOf({}, "latest", { cloud: cluster({ main: { machine: "n2-standard-4", max: 2 } }) }).unknown).toContain(
      "machines n2-standard-4 in us-central1",
    );
  });
});
