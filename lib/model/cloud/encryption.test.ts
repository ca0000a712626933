import { expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { problemsWith } from "../../../test/fleets.ts";
import { bucket } from "../needs/bucket.ts";
import { postgres } from "../needs/postgres.ts";
import { redis } from "../needs/redis.ts";
import { topic } from "../needs/topic.ts";
import { valkey } from "../needs/valkey.ts";
import type { CloudType } from "../../cloud/cloud-types.ts";

const key = "projects/shop/locations/us-central1/keyRings/data/cryptoKeys/needs";

it.each<readonly [type: CloudType, need: unknown, inputs: object]>([
  ["gcp:redis/instance:Instance", redis({ memoryGb: 1 }), { customerManagedKey: key }],
  ["gcp:memorystore/instance:Instance", valkey({ memoryGb: 1 }), { kmsKey: key }],
  ["gcp:sql/databaseInstance:DatabaseInstance", postgres({ storageGb: 10 }), { encryptionKeyName: key }],
  ["gcp:storage/bucket:Bucket", bucket(), { encryption: { defaultKmsKeyName: key } }],
  ["gcp:pubsub/topic:Topic", topic(), { kmsKeyName: key }],
])("%s has the key of the stack, and none by default", (type, need, inputs) => {
  const [field = ""] = Object.keys(inputs);
  expect(cloudInputs({ a: need }, "latest", { cloud: { encryption: { key } } }).get(type, "latest-cart-a")).toMatchObject(inputs);
  expect(cloudInputs({ a: need }, "latest").get(type, "latest-cart-a")).not.toHaveProperty(field);
});

it("the key has a full name", () => {
  expect(problemsWith({}, { cloud: { encryption: { key: "needs" } } })).toEqual([
    'stacks/latest.ts: cloud.encryption.key: must be projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>, got "needs"',
  ]);
});
