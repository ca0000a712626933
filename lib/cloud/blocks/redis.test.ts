import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { address } from "../../model/address.ts";
import { none } from "../../model/fields/probes.ts";
import type { Tier } from "../../model/tier.ts";
import { redis } from "../../model/needs/redis.ts";

const SERVER = "gcp:redis/instance:Instance";

describe("a Redis in the cloud", () => {
  it.each<readonly [what: string, need: Parameters<typeof redis>[0], tier: Tier, inputs: object]>([
    ["stands alone on latest", { memoryGb: 1 }, "latest", { tier: "BASIC", deletionProtection: false }],
    ["has a standby and is protected on prod", { memoryGb: 1 }, "prod", { tier: "STANDARD_HA", deletionProtection: true }],
    ["stands alone on prod for a reason", { memoryGb: 1, highAvailability: none("a cache") }, "prod", { tier: "BASIC" }],
    ["has a standby on latest if asked", { memoryGb: 1, highAvailability: true }, "latest", { tier: "STANDARD_HA" }],
    [
      "keeps snapshots",
      { memoryGb: 1, snapshot: "6h" },
      "prod",
      { persistenceConfig: { persistenceMode: "RDB", rdbSnapshotPeriod: "SIX_HOURS" } },
    ],
    [
      "keeps daily snapshots on prod",
      { memoryGb: 1 },
      "prod",
      { persistenceConfig: { persistenceMode: "RDB", rdbSnapshotPeriod: "TWENTY_FOUR_HOURS" } },
    ],
    ["has exactly one replica in a pair", { memoryGb: 1 }, "prod", { readReplicasMode: "READ_REPLICAS_DISABLED", replicaCount: 1 }],
    [
      "has a standby on staging: maintenance empties a single one",
      { memoryGb: 1 },
      "staging",
      { tier: "STANDARD_HA", deletionProtection: false },
    ],
    ["keeps no snapshots on latest", { memoryGb: 1 }, "latest", { persistenceConfig: { persistenceMode: "DISABLED" } }],
    ["may be deleted on prod for a reason", { memoryGb: 1, protection: none("a cache") }, "prod", { deletionProtection: false }],
    [
      "keeps no snapshots for a reason",
      { memoryGb: 1, snapshot: none("a cache") },
      "prod",
      { persistenceConfig: { persistenceMode: "DISABLED" } },
    ],
    ["encrypts connections", { memoryGb: 1, tls: true }, "prod", { transitEncryptionMode: "SERVER_AUTHENTICATION", authEnabled: false }],
    ["asks for a password", { memoryGb: 1, auth: true }, "prod", { transitEncryptionMode: "DISABLED", authEnabled: true }],
    ["has a version", { memoryGb: 5, version: "6.x" }, "prod", { redisVersion: "REDIS_6_X", memorySizeGb: 5 }],
    ["drops keys by a policy", { memoryGb: 1, eviction: "allkeys-lfu" }, "prod", { redisConfigs: { "maxmemory-policy": "allkeys-lfu" } }],
    [
      "is reached over the stack's network alone",
      { memoryGb: 1 },
      "prod",
      { authorizedNetwork: "projects/shop-prod/global/networks/prod", connectMode: "PRIVATE_SERVICE_ACCESS" },
    ],
  ])("%s", (_what, need, tier, inputs) => {
    expect(cloudInputs({ carts: redis(need) }, tier).get(SERVER, `${tier}-cart-carts`)).toMatchObject(inputs);
  });

  it("has a name of at most 40 characters that stays", () => {
    const service = `cart-${"x".repeat(25)}`;
    const cloud = cloudOf([serviceFile(service, { needs: { carts: redis({ memoryGb: 1 }) } })], "latest");
    const { name } = cloud.get(SERVER, `latest-${service}-carts`);
    expect([name, String(name).length]).toEqual(["latest-cart-xxxxxxxxxxxxxxxxxxx-2a523b4e", 40]);
  });

  it.each<readonly [what: string, addresses: readonly string[], reserved: string | undefined, address: string | undefined]>([
    ["has a block of 8 addresses alone, which the plan decides", [], "latest-cart-carts-10-10-228-248", "10.10.228.248"],
    ["has the block around a given address", ["10.10.224.13/32"], "latest-cart-carts-10-10-224-8", "10.10.224.8"],
    ["keeps an address that Google chose among those for services", ["10.10.4.5/32"], undefined, undefined],
  ])("%s", (_what, given, reserved, block) => {
    const need = redis({ memoryGb: 1 });
    const addresses = given.map((range) => address({ service: "cart", need: "carts", spec: need }, range));
    const { get, resources } = cloudInputs({ carts: need }, "latest", { addresses });
    expect(get(SERVER, "latest-cart-carts")["reservedIpRange"]).toBe(reserved);
    const blocks = resources.filter(({ name }) => name === "latest-cart-carts-block");
    expect(blocks.map(({ inputs }) => inputs)).toMatchObject(
      block === undefined ? [] : [{ name: reserved, address: block, prefixLength: 29, purpose: "VPC_PEERING" }],
    );
    expect(get("gcp:servicenetworking/connection:Connection", "latest-services")["reservedPeeringRanges"]).toHaveLength(
      block === undefined ? 1 : 2,
    );
  });

  it("gets a DNS record, and secrets for its password and its certificate", () => {
    const cloud = cloudInputs({ carts: redis({ memoryGb: 1, auth: true, tls: true }) }, "latest");
    const output = (name: string) => ({ kind: "reference", type: SERVER, name: "latest-cart-carts", output: name });
    expect(cloud.get("gcp:dns/recordSet:RecordSet", "carts.cart.latest.internal")).toMatchObject({
      name: "carts.cart.latest.internal.",
      rrdatas: [output("host")],
      managedZone: "latest-internal",
    });
    for (const [file, value] of [
      ["password", "authString"],
      ["ca", "serverCaCerts.0.cert"],
    ] as const) {
      const version = cloud.get("gcp:secretmanager/secretVersion:SecretVersion", `latest-cart-carts-${file}`);
      expect(version).toMatchObject({ secretDataWo: output(value), secretDataWoVersion: 1 });
      expect(version).not.toHaveProperty("secretData");
    }
  });
});
