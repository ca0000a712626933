import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fleetResources } from "../../../test/cloud-inputs.ts";
import { randomFleet } from "../../../test/random-fleet.ts";
import type { CloudType } from "../cloud-types.ts";
import { diffInputs } from "../diff-inputs.ts";
import { inputAt, type Properties } from "./kind.ts";
import { CLOUD_KINDS, isCloudType } from "./registry.ts";

const REDIS = "gcp:redis/instance:Instance";
const VALKEY = "gcp:memorystore/instance:Instance";
const SERVER = "gcp:sql/databaseInstance:DatabaseInstance";
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";

const replaced = (type: CloudType, old: Properties, next: Properties): readonly string[] =>
  diffInputs(CLOUD_KINDS[type], old, next, () => false).replaces;

describe("a change that replaces a resource", () => {
  it.each<readonly [type: CloudType, old: Properties, next: Properties, because: string]>([
    [REDIS, { tier: "BASIC" }, { tier: "STANDARD_HA" }, "tier"],
    [REDIS, { transitEncryptionMode: "DISABLED" }, { transitEncryptionMode: "SERVER_AUTHENTICATION" }, "transitEncryptionMode"],
    [REDIS, { connectMode: "DIRECT_PEERING" }, { connectMode: "PRIVATE_SERVICE_ACCESS" }, "connectMode"],
    [REDIS, { redisVersion: "REDIS_7_2" }, { redisVersion: "REDIS_7_0" }, "redisVersion"],
    [VALKEY, { instanceId: "carts" }, { instanceId: "carts-2" }, "instanceId"],
    [
      VALKEY,
      { desiredAutoCreatedEndpoints: [{ network: "a" }] },
      { desiredAutoCreatedEndpoints: [{ network: "b" }] },
      "desiredAutoCreatedEndpoints.0.network",
    ],
    [SERVER, { region: "europe-west1" }, { region: "us-east1" }, "region"],
    [SERVER, { settings: { collation: "a" } }, { settings: { collation: "b" } }, "settings.collation"],
    [
      SERVER,
      { settings: { diskSize: 20, diskAutoresize: false } },
      { settings: { diskSize: 10, diskAutoresize: false } },
      "settings.diskSize",
    ],
    [
      SERVER,
      { settings: { ipConfiguration: { privateNetwork: "n" } } },
      { settings: { ipConfiguration: {} } },
      "settings.ipConfiguration.privateNetwork",
    ],
    ["gcp:sql/user:User", { instance: "a" }, { instance: "b" }, "instance"],
    ["gcp:storage/bucket:Bucket", { location: "EU" }, { location: "US" }, "location"],
    ["gcp:pubsub/subscription:Subscription", { filter: "" }, { filter: "a" }, "filter"],
    ["gcp:secretmanager/secret:Secret", { replication: { auto: {} } }, { replication: { userManaged: {} } }, "replication.auto"],
    [VERSION, { secretDataWoVersion: 1 }, { secretDataWoVersion: 2 }, "secretDataWoVersion"],
    ["gcp:storage/bucketIAMMember:BucketIAMMember", { role: "a" }, { role: "b" }, "role"],
    ["gcp:compute/globalAddress:GlobalAddress", { description: "a" }, { description: "b" }, "description"],
    ["gcp:compute/subnetwork:Subnetwork", { ipCidrRange: "10.0.0.0/16" }, { ipCidrRange: "10.0.0.0/17" }, "ipCidrRange"],
    ["gcp:dns/recordSet:RecordSet", { name: "a." }, { name: "b." }, "name"],
    ["gcp:compute/backendBucket:BackendBucket", { name: "a" }, { name: "b" }, "name"],
    ["gcp:compute/targetHttpsProxy:TargetHttpsProxy", { tlsEarlyData: "STRICT" }, { tlsEarlyData: "DISABLED" }, "tlsEarlyData"],
    ["gcp:compute/targetHttpProxy:TargetHttpProxy", { description: "a" }, { description: "b" }, "description"],
    ["gcp:compute/sSLPolicy:SSLPolicy", { description: "a" }, { description: "b" }, "description"],
    ["gcp:compute/uRLMap:URLMap", { project: "a" }, { project: "b" }, "project"],
    [
      "gcp:certificatemanager/certificate:Certificate",
      { managed: { domains: ["a"] } },
      { managed: { domains: ["b"] } },
      "managed.domains.0",
    ],
    ["gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", { hostname: "a" }, { hostname: "b" }, "hostname"],
    ["gcp:certificatemanager/dnsAuthorization:DnsAuthorization", { domain: "a" }, { domain: "b" }, "domain"],
  ])("%s %j -> %j", (type, old, next, because) => {
    expect(replaced(type, old, next)).toContain(because);
  });
});

describe("a change that keeps a resource", () => {
  it.each<readonly [type: CloudType, old: Properties, next: Properties, changed: readonly string[]]>([
    [REDIS, { memorySizeGb: 1 }, { memorySizeGb: 5 }, ["memorySizeGb"]],
    [REDIS, { redisVersion: "REDIS_6_X" }, { redisVersion: "REDIS_7_2" }, ["redisVersion"]],
    [REDIS, { redisVersion: "REDIS_7_0" }, { redisVersion: "REDIS_7_2" }, ["redisVersion"]],
    [SERVER, { settings: { diskSize: 10 } }, { settings: { diskSize: 20 } }, ["settings.diskSize"]],
    [SERVER, { settings: { diskSize: 20, diskAutoresize: true } }, { settings: { diskSize: 10, diskAutoresize: true } }, []],
    ["gcp:sql/user:User", { passwordWo: "a", passwordWoVersion: 1 }, { passwordWo: "b", passwordWoVersion: 1 }, []],
    ["gcp:sql/user:User", { passwordWo: "a", passwordWoVersion: 1 }, { passwordWo: "b", passwordWoVersion: 2 }, ["passwordWoVersion"]],
    ["gcp:compute/subnetwork:Subnetwork", { ipCidrRange: "10.0.0.0/17" }, { ipCidrRange: "10.0.0.0/16" }, ["ipCidrRange"]],
    ["gcp:dns/recordSet:RecordSet", { rrdatas: ["10.0.0.1"] }, { rrdatas: ["10.0.0.2"] }, ["rrdatas.0"]],
    ["gcp:compute/globalAddress:GlobalAddress", { labels: { a: "1" } }, {}, ["labels.a"]],
    ["gcp:compute/targetHttpsProxy:TargetHttpsProxy", { sslPolicy: "a" }, { sslPolicy: "b" }, ["sslPolicy"]],
    ["gcp:compute/targetHttpProxy:TargetHttpProxy", { urlMap: "a" }, { urlMap: "b" }, ["urlMap"]],
    ["gcp:compute/backendBucket:BackendBucket", { enableCdn: true }, { enableCdn: false }, ["enableCdn"]],
    ["gcp:compute/sSLPolicy:SSLPolicy", { profile: "MODERN" }, { profile: "RESTRICTED" }, ["profile"]],
    ["gcp:compute/uRLMap:URLMap", { defaultService: "a" }, { defaultService: "b" }, ["defaultService"]],
    [
      "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry",
      { certificates: ["a"] },
      { certificates: ["b"] },
      ["certificates.0"],
    ],
  ])("%s %j -> %j", (type, old, next, changed) => {
    expect(diffInputs(CLOUD_KINDS[type], old, next, () => false)).toEqual({ changed, replaces: [] });
  });
});

describe("the kinds of resources", () => {
  it("know what Fairlead makes: nothing that they require is missing, and nothing clashes", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet }) => {
        for (const { type, inputs } of fleetResources(fleet)) {
          const { required, conflicts } = CLOUD_KINDS[type];
          expect(required.filter((path) => inputAt(inputs, path) === undefined)).toEqual([]);
          for (const group of conflicts) expect(group.filter((path) => inputAt(inputs, path) !== undefined).length).toBeLessThan(2);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("give an update the outputs that the resource had", () => {
    const { id, outputs } = CLOUD_KINDS[REDIS];
    const old = { project: "shop", region: "us-east1", name: "carts", authEnabled: true };
    expect(outputs({ ...old, memorySizeGb: 2 }, id(old))).toEqual(outputs(old, id(old)));
    expect(outputs(old, id(old))).toEqual({
      authString: "local-projects/shop/locations/us-east1/instances/carts",
      host: expect.stringMatching(/^10\./),
      port: 6379,
      serverCaCerts: [],
    });
  });

  it.each<readonly [type: CloudType, inputs: Properties, id: string, importId: string]>([
    [REDIS, { project: "p", region: "r", name: "n" }, "projects/p/locations/r/instances/n", "projects/p/locations/r/instances/n"],
    ["gcp:sql/user:User", { project: "p", instance: "i", name: "n" }, "n//i", "p/i/n"],
    ["gcp:storage/bucketIAMMember:BucketIAMMember", { bucket: "b", role: "r", member: "m" }, "b/b/r/m", "b/b r m"],
    ["gcp:servicenetworking/connection:Connection", { network: "projects/p", service: "s" }, "projects%2Fp:s", "projects%2Fp:s"],
  ])("name %s %j", (type, inputs, id, importId) => {
    const kind = CLOUD_KINDS[type];
    expect([kind.id(inputs), (kind.importId ?? kind.id)(inputs)]).toEqual([id, importId]);
  });

  it("are of types that Fairlead makes", () => {
    expect(["gcp:redis/instance:Instance", "gcp:redis/cluster:Cluster", "toString"].filter(isCloudType)).toEqual([REDIS]);
  });
});
