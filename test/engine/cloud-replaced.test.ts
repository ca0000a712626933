import { beforeAll, describe, expect, it } from "vitest";
import type { AnyCloudResource } from "../../lib/cloud/resource.ts";
import type { CloudChange } from "../../lib/diff/cloud/cloud-change.ts";
import { engineOutcomes } from "../../lib/diff/cloud/engine-changes.ts";
import { settleShard } from "../../lib/diff/cloud/settle-shard.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { type ReceivedCloud, receiveCloud, shortName } from "./received-cloud.ts";
import { richCloud } from "./rich-cloud.ts";

reportSkipped();

/** A change of one input that replaces a resource: the resource, the input, and its next value. */
type Row = readonly [resource: string, input: string, next: unknown];

const REDIS = "redis.Instance latest-cart-carts";
const VALKEY = "memorystore.Instance latest-cart-pages";
const SERVER = "sql.DatabaseInstance latest-cart-orders";
const BUCKET = "storage.Bucket latest-cart-images";
const PLACED = "pubsub.Subscription latest-cart-placed";
const CLUSTER = "container.Cluster latest";
const POOL = "container.NodePool main";
const NAT = "compute.RouterNat latest-nat";
const ADDRESS = "compute.Address latest-nat-1";
const SECRET = "secretmanager.Secret latest-cart-jobs-token";

const REPLACES: readonly Row[] = [
  [REDIS, "name", "other"],
  [REDIS, "tier", "STANDARD_HA"],
  [REDIS, "transitEncryptionMode", "DISABLED"],
  [REDIS, "customerManagedKey", "projects/keys/cryptoKeys/other"],
  [REDIS, "connectMode", "DIRECT_PEERING"],
  [REDIS, "authorizedNetwork", "projects/shop-latest/global/networks/other"],
  [REDIS, "reservedIpRange", "10.9.0.0/29"],
  [REDIS, "locationId", "us-central1-a"],
  [REDIS, "alternativeLocationId", "us-central1-b"],
  [REDIS, "region", "us-east1"],
  [REDIS, "redisVersion", "REDIS_7_0"],
  [VALKEY, "instanceId", "other"],
  [VALKEY, "mode", "CLUSTER"],
  [VALKEY, "authorizationMode", "IAM_AUTH"],
  [VALKEY, "transitEncryptionMode", "TRANSIT_ENCRYPTION_DISABLED"],
  [VALKEY, "kmsKey", "projects/keys/cryptoKeys/other"],
  [VALKEY, "serverCaMode", "GOOGLE_MANAGED_SHARED_CA"],
  [VALKEY, "zoneDistributionConfig", { mode: "SINGLE_ZONE", zone: "us-central1-a" }],
  [SERVER, "name", "other"],
  [SERVER, "region", "us-east1"],
  [SERVER, "encryptionKeyName", "projects/keys/cryptoKeys/other"],
  [SERVER, "settings.collation", "de_DE.UTF8"],
  [SERVER, "settings.ipConfiguration.privateNetwork", undefined],
  [BUCKET, "name", "other"],
  [BUCKET, "location", "EU"],
  [PLACED, "name", "other"],
  [PLACED, "topic", "projects/shop-latest/topics/other"],
  [PLACED, "filter", 'attributes.kind = "order"'],
  [PLACED, "enableMessageOrdering", true],
  [CLUSTER, "location", "us-east1"],
  [CLUSTER, "network", "projects/shop-latest/global/networks/other"],
  [CLUSTER, "ipAllocationPolicy.clusterSecondaryRangeName", "others"],
  [CLUSTER, "datapathProvider", "LEGACY_DATAPATH"],
  [CLUSTER, "enableAutopilot", true],
  [CLUSTER, "description", "The cluster of latest"],
  [POOL, "nodeConfig.spot", true],
  [POOL, "nodeConfig.serviceAccount", "other@shop-latest.iam.gserviceaccount.com"],
  [POOL, "nodeConfig.oauthScopes", ["https://www.googleapis.com/auth/devstorage.read_only"]],
  [POOL, "nodeConfig.metadata", { other: "true" }],
  [POOL, "maxPodsPerNode", 32],
  [NAT, "name", "other"],
  [NAT, "router", "other"],
  [NAT, "type", "PRIVATE"],
  [SECRET, "secretId", "other"],
  [SECRET, "replication", { userManaged: { replicas: [{ location: "us-central1" }] } }],
  [ADDRESS, "address", "203.0.113.7"],
  [ADDRESS, "addressType", "INTERNAL"],
  [ADDRESS, "description", "The first address"],
  [ADDRESS, "name", "other"],
  [ADDRESS, "network", "projects/shop-latest/global/networks/other"],
  [ADDRESS, "networkTier", "STANDARD"],
  [ADDRESS, "purpose", "GCE_ENDPOINT"],
  [ADDRESS, "region", "us-east1"],
  [ADDRESS, "subnetwork", "other"],
];

/** A change that the resource survives. */
const UPDATES: readonly (readonly [...Row, changed: readonly string[]])[] = [
  [REDIS, "memorySizeGb", 2, ["memorySizeGb"]],
  [REDIS, "redisVersion", "REDIS_8_0", ["redisVersion"]],
  [SERVER, "settings.diskSize", 40, ["settings.diskSize"]],
  [CLUSTER, "initialNodeCount", 3, []],
  [POOL, "nodeCount", 7, []],
  [ADDRESS, "labels.team", "shopping", ["labels.team"]],
];

/** Changes one input of a resource. */
const edited = (resources: readonly AnyCloudResource[], [resource, input, next]: Row): readonly AnyCloudResource[] =>
  resources.map((each) =>
    shortName(each) === resource ? ({ ...each, inputs: withValue(each.inputs, input.split("."), next) } as AnyCloudResource) : each,
  );

function withValue(values: object, [key = "", ...rest]: readonly string[], next: unknown): object {
  const member: unknown = Reflect.get(values, key);
  return {
    ...values,
    [key]: rest.length === 0 ? next : withValue(typeof member === "object" && member !== null ? member : {}, rest, next),
  };
}

/** Groups the rows, with one change of each resource. The engine stops at a protected address, so no group has one. */
const rounds = (count: number): readonly (readonly Row[])[] => {
  const rows = [...Map.groupBy(REPLACES, ([resource]) => resource)].flatMap(([resource, own]) => (resource === ADDRESS ? [] : [own]));
  return Array.from({ length: count }, (_, round) => rows.flatMap((own) => own.slice(round, round + 1)));
};

describe.skipIf(!HAS_ENGINE)("a change of", () => {
  let latest: ReceivedCloud;
  beforeAll(async () => {
    latest = await receiveCloud(richCloud("latest"));
  }, 120_000);

  const preview = (resources: readonly AnyCloudResource[]): readonly CloudChange[] => {
    const place = { stack: "latest", shard: "latest.needs-1", project: "shop" };
    return settleShard({ ...place, resources, recorded: latest.recorded() }).changes;
  };
  const changeOf = (row: Row): CloudChange | undefined => preview(edited(latest.resources, row)).find((each) => shortName(each) === row[0]);

  it.each(REPLACES)("%s: %s replaces it", (...row) => {
    const { action, causes = [] } = changeOf(row) ?? {};
    expect(action).toBe("replace");
    expect(causes.every((cause) => cause === row[1] || cause.startsWith(`${row[1]}.`))).toBe(true);
  });

  it.each(UPDATES)("%s: %s keeps it", (resource, input, next, changed) => {
    const { action, properties } = changeOf([resource, input, next]) ?? {};
    expect([action, properties]).toEqual([changed.length === 0 ? "same" : "update", changed]);
  });

  it.each(rounds(3).map((rows, index) => [index + 1, rows] as const))(
    "each resource replaces it for the engine, too: round %i",
    async (_round, rows) => {
      const resources = rows.reduce(edited, latest.resources);
      const outcome = await latest.preview(resources);
      expect([outcome.outcome, outcome.diagnostics]).toEqual(["succeeded", []]);
      const causesOf = (changes: readonly { readonly urn: string; readonly action: string; readonly causes: readonly string[] }[]) =>
        new Map(changes.flatMap(({ urn, action, causes }) => (action === "replace" ? [[urn, causes] as const] : [])));
      const answer = causesOf(engineOutcomes(outcome.steps, new Set()));
      expect(answer).toEqual(causesOf(preview(resources)));
      expect(answer.size).toBeGreaterThanOrEqual(rows.length);
    },
    60_000,
  );
});
