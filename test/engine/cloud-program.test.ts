import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bucket } from "../../lib/model/needs/bucket.ts";
import { postgres } from "../../lib/model/needs/postgres.ts";
import { redis } from "../../lib/model/needs/redis.ts";
import { projectNumber } from "../../lib/pulumi/local/project-number.ts";
import { cloudInputs } from "../cloud-inputs.ts";
import { stepsOf, testShard } from "./cloud-shard.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { inputsInCloud, readLocalCloud } from "./local-cloud.ts";

reportSkipped();

const needs = {
  carts: redis({ memoryGb: 1, auth: true, tls: true }),
  images: bucket(),
  orders: postgres({ storageGb: 10 }),
};

describe.skipIf(!HAS_ENGINE)("the cloud program on the engine", { timeout: 120_000 }, () => {
  it("creates what the specs say, and then changes nothing", async () => {
    const { cloud, up, stateText, recorded } = testShard();
    const { resources } = cloudInputs(needs, "latest");

    const first = await up(resources);
    expect(first).toMatchObject({ outcome: "succeeded", diagnostics: [] });
    const creates = resources.map(({ type, name }) => `create ${type} ${name}`);
    const blocks = ["Identity cart", "Network latest", "Bucket cart-images", "Postgres cart-orders", "Redis cart-carts"];
    expect(stepsOf(first)).toEqual([...creates, ...blocks.map((block) => `create fairlead:cloud:${block}`)].sort());
    expect(
      readLocalCloud(cloud)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(resources.map(({ type }) => type).sort());

    // The state is a tree: each resource is below the block that it belongs to.
    const carts = recorded().find(({ name }) => name === "latest-cart-carts");
    expect(carts?.urn).toBe("urn:pulumi:latest.needs-1::shop::fairlead:cloud:Redis$gcp:redis/instance:Instance::latest-cart-carts");

    // Late values have arrived: the address of a server, the number of a project, one password for both.
    const [host] = inputsInCloud(cloud, "gcp:dns/recordSet:RecordSet").filter(({ name }) => name === "carts.cart.latest.internal.");
    expect(host?.["rrdatas"]).toEqual([carts?.outputs["host"]]);
    const [grant] = inputsInCloud(cloud, "gcp:storage/bucketIAMMember:BucketIAMMember");
    expect(grant?.["member"]).toContain(`iam.googleapis.com/projects/${projectNumber("shop-latest")}/locations/global/`);
    const [user] = inputsInCloud(cloud, "gcp:sql/user:User");
    const versions = inputsInCloud(cloud, "gcp:secretmanager/secretVersion:SecretVersion");
    expect(versions.filter(({ secretDataWo }) => secretDataWo === user?.["passwordWo"])).toHaveLength(1);

    expect(stateText()).not.toContain(import.meta.dirname);
    const again = await up(resources);
    expect([again.outcome, again.steps, again.diagnostics]).toEqual(["succeeded", [], []]);
  });

  it("changes and deletes what the specs no longer say", async () => {
    const { cloud, up } = testShard();
    await up(cloudInputs({ carts: redis({ memoryGb: 1 }), images: bucket() }, "latest").resources);
    const changed = await up(cloudInputs({ carts: redis({ memoryGb: 2 }) }, "latest").resources);
    expect(stepsOf(changed)).toEqual([
      "delete fairlead:cloud:Bucket cart-images",
      "delete fairlead:cloud:Identity cart",
      "delete gcp:storage/bucket:Bucket latest-cart-images",
      "delete gcp:storage/bucketIAMMember:BucketIAMMember cart-latest-cart-images",
      "update gcp:redis/instance:Instance latest-cart-carts",
    ]);
    expect(inputsInCloud(cloud, "gcp:redis/instance:Instance")).toMatchObject([{ memorySizeGb: 2 }]);
    expect(readdirSync(join(cloud, "storage.Bucket"))).toEqual([]);
  });

  it("puts the password and the certificate of a replaced server into Secret Manager", async () => {
    const { cloud, up } = testShard();
    const { resources } = cloudInputs({ carts: redis({ memoryGb: 1, auth: true, tls: true }) }, "latest");
    const values = () => inputsInCloud(cloud, "gcp:secretmanager/secretVersion:SecretVersion").map(({ secretDataWo }) => secretDataWo);
    await up(resources);
    const before = values();
    const moved = resources.map((each) =>
      each.type === "gcp:redis/instance:Instance" ? { ...each, inputs: { ...each.inputs, region: "us-east1" } } : each,
    );
    expect((await up(moved)).outcome).toBe("succeeded");
    const after = values();
    expect([before.length, after.length, after.filter((value) => before.includes(value))]).toEqual([2, 2, []]);
    expect((await up(moved)).steps).toEqual([]);
  });
});
