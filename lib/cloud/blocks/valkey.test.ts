import { describe, expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { valkey } from "../../model/needs/valkey.ts";

const SERVER = "gcp:memorystore/instance:Instance";

describe("a Valkey in the cloud", () => {
  it.each<readonly [what: string, need: Parameters<typeof valkey>[0], tier: "latest" | "prod", inputs: object]>([
    [
      "is one node without cluster mode on latest",
      { memoryGb: 1 },
      "latest",
      { mode: "CLUSTER_DISABLED", shardCount: 1, replicaCount: 0, nodeType: "SHARED_CORE_NANO", deletionProtectionEnabled: false },
    ],
    ["has a standby and is protected on prod", { memoryGb: 1 }, "prod", { replicaCount: 1, deletionProtectionEnabled: true }],
    ["runs on the smallest node that has the memory", { memoryGb: 2 }, "latest", { nodeType: "STANDARD_SMALL" }],
    ["runs on a medium node", { memoryGb: 7 }, "latest", { nodeType: "HIGHMEM_MEDIUM" }],
    ["runs on the largest node", { memoryGb: 58 }, "latest", { nodeType: "HIGHMEM_XLARGE" }],
    [
      "keeps daily backups for 30 days on prod",
      { memoryGb: 1 },
      "prod",
      { automatedBackupConfig: { fixedFrequencySchedule: { startTime: { hours: 2 } }, retention: "2592000s" } },
    ],
    ["has a version", { memoryGb: 1, version: "7.2" }, "latest", { engineVersion: "VALKEY_7_2" }],
    [
      "keeps snapshots",
      { memoryGb: 1, snapshot: "12h" },
      "prod",
      { persistenceConfig: { mode: "RDB", rdbConfig: { rdbSnapshotPeriod: "TWELVE_HOURS" } } },
    ],
    ["encrypts connections", { memoryGb: 1, tls: true }, "prod", { transitEncryptionMode: "SERVER_AUTHENTICATION" }],
  ])("%s", (_what, need, tier, inputs) => {
    expect(cloudInputs({ pages: valkey(need) }, tier).get(SERVER, `${tier}-cart-pages`)).toMatchObject(inputs);
  });

  it("gets two endpoints at decided addresses, and its name leads to the one that writes", () => {
    const { get } = cloudInputs({ pages: valkey({ memoryGb: 1 }) }, "latest");
    expect(get(SERVER, "latest-cart-pages")).not.toHaveProperty("desiredAutoCreatedEndpoints");
    const target = (type: string) => ({
      type: SERVER,
      output: `pscAttachmentDetails.connectionType=CONNECTION_TYPE_${type}.serviceAttachment`,
    });
    for (const [name, address, type] of [
      ["latest-cart-pages", "10.10.138.207", "PRIMARY"],
      ["latest-cart-pages-reader", "10.10.161.173", "READER"],
    ] as const) {
      expect(get("gcp:compute/address:Address", name)).toMatchObject({ address, addressType: "INTERNAL", purpose: "GCE_ENDPOINT" });
      expect(get("gcp:compute/forwardingRule:ForwardingRule", name)).toMatchObject({ loadBalancingScheme: "", target: target(type) });
    }
    expect(get("gcp:dns/recordSet:RecordSet", "pages.cart.latest.internal")["rrdatas"]).toEqual(["10.10.138.207"]);
    const told = get("gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints", "latest-cart-pages");
    expect(told).toMatchObject({
      desiredUserCreatedEndpoints: [{ connections: [{ pscConnection: { serviceAttachment: target("PRIMARY") } }, {}] }],
      name: "latest-cart-pages",
      region: "us-central1",
    });
  });
});
