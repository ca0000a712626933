import { expect, it } from "vitest";
import { cloudInputs } from "../../test/cloud-inputs.ts";
import { bucket } from "../model/needs/bucket.ts";
import { postgres } from "../model/needs/postgres.ts";
import { redis } from "../model/needs/redis.ts";
import type { CloudType } from "./cloud-types.ts";
import { importId } from "./import-id.ts";

const needs = { carts: redis({ memoryGb: 1 }), images: bucket(), orders: postgres({ storageGb: 10 }) };

it.each<readonly [type: CloudType, name: string, id: string | undefined]>([
  ["gcp:redis/instance:Instance", "latest-cart-carts", "projects/shop-latest/locations/us-central1/instances/latest-cart-carts"],
  ["gcp:sql/database:Database", "latest-cart-orders", "projects/shop-latest/instances/latest-cart-orders/databases/orders"],
  [
    "gcp:dns/recordSet:RecordSet",
    "carts.cart.latest.internal",
    "projects/shop-latest/managedZones/latest-internal/rrsets/carts.cart.latest.internal./A",
  ],
  // Only the cloud knows the number of the project in the member.
  ["gcp:storage/bucketIAMMember:BucketIAMMember", "cart-latest-cart-images", undefined],
])("knows the id of %s %s", (type, name, id) => {
  const { resources } = cloudInputs(needs, "latest");
  const resource = resources.find((each) => each.type === type && each.name === name);
  expect(resource && importId(resource, resources)).toBe(id);
});
