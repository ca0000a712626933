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
  ["an unknown price that ends", [valkey], [], { isChanged: true, change: nothing, unknown: ["memorystore.Instance"] }],
])("compares the costs of %s", (_what, before, after, change) => {
  expect(costChange(before, after, "us-central1")).toMatchObject(change);
});
