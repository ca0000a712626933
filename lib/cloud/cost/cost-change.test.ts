import { expect, it } from "vitest";
import type { CloudType } from "../cloud-types.ts";
import { type CostChange, costChange } from "./cost-change.ts";
import type { Costed } from "./resource-cost.ts";

const resource = (type: CloudType, inputs: Costed["inputs"] = {}): Costed => ({ type, inputs, block: {} });
const redis = (memorySizeGb: number): Costed => resource("gcp:redis/instance:Instance", { memorySizeGb, tier: "BASIC" });
const bucket = resource("gcp:storage/bucket:Bucket");
const valkey = resource("gcp:memorystore/instance:Instance");
const nothing = { least: 0, most: 0 };

it.each<readonly [what: string, before: readonly Costed[], after: readonly Costed[], change: Partial<CostChange>]>([
  ["nothing", [redis(1)], [redis(1)], { isChanged: false, change: nothing, month: { least: 35.77, most: 35.77 } }],
  ["a new server", [], [redis(1)], { isChanged: true, change: { least: 35.77, most: 35.77 } }],
  ["a server that goes", [redis(1)], [], { isChanged: true, change: { least: -35.77, most: -35.77 }, month: nothing }],
  ["a larger server", [redis(1)], [redis(2)], { change: { least: 35.77, most: 35.77 }, month: { least: 71.54, most: 71.54 } }],
  ["a price by use", [redis(1)], [redis(1), bucket], { isChanged: true, change: nothing, usage: ["bytes in buckets"] }],
  ["an unknown price that ends", [valkey], [], { isChanged: true, change: nothing, unknown: ["Valkey"], unpriced: ["Valkey"] }],
  ["an unknown price that stays", [valkey], [valkey], { isChanged: false, unknown: ["Valkey"], unpriced: [] }],
])("compares the costs of %s", (_what, before, after, change) => {
  expect(costChange(before, after, "us-central1")).toMatchObject(change);
});

const sql = (tier: string, rest: object = {}): Costed =>
  resource("gcp:sql/databaseInstance:DatabaseInstance", { settings: { tier, availabilityType: "ZONAL", diskSize: 10, ...rest } });
const pool = (nodeConfig: object, totalMaxNodeCount = 3): Costed =>
  resource("gcp:container/nodePool:NodePool", {
    nodeConfig: { machineType: "e2-standard-4", diskSizeGb: 100, ...nodeConfig },
    autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount },
  });
const server = (inputs: object): Costed => resource("gcp:memorystore/instance:Instance", { nodeType: "SHARED_CORE_NANO", ...inputs });

it.each<readonly [what: string, before: Costed, after: Costed, unpriced: readonly string[]]>([
  ["a larger Redis", redis(1), redis(64), ["Redis in asia-east1"]],
  ["a standby of a Redis", redis(1), resource(redis(1).type, { memorySizeGb: 1, tier: "STANDARD_HA" }), ["Redis in asia-east1"]],
  ["a label of a Redis", redis(1), resource(redis(1).type, { memorySizeGb: 1, tier: "BASIC", labels: { a: "b" } }), []],
  ["a larger database", sql("db-custom-1-3840"), sql("db-custom-8-30720"), ["Cloud SQL in asia-east1"]],
  ["a larger disk of a database", sql("db-custom-1-3840"), sql("db-custom-1-3840", { diskSize: 99 }), ["Cloud SQL in asia-east1"]],
  [
    "another machine",
    pool({}),
    pool({ machineType: "e2-standard-8" }),
    ["machines e2-standard-4 in asia-east1", "machines e2-standard-8 in asia-east1"],
  ],
  ["more machines", pool({}), pool({}, 9), ["disks of nodes", "machines e2-standard-4 in asia-east1"]],
  ["larger disks", pool({}), pool({ diskSizeGb: 500 }), ["disks of nodes"]],
  ["a larger Valkey", server({}), server({ nodeType: "HIGHMEM_XLARGE" }), ["Valkey"]],
])("never calls %s free where nobody listed the price", (_what, before, after, unpriced) => {
  expect(costChange([before], [after], "asia-east1")).toMatchObject({ isChanged: unpriced.length > 0, unpriced });
});
