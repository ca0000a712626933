import { beforeAll, describe, expect, it } from "vitest";
import { isRecord } from "../../lib/base/values.ts";
import { projectNumber } from "../../lib/pulumi/local/project-number.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { ENTRANCE_OPTIONS, entranceInputs, type Row } from "./entrance-rows.ts";
import { type ReceivedCloud, receiveCloud } from "./received-cloud.ts";
import { richCloud } from "./rich-cloud.ts";

reportSkipped();

const KEY = "projects/keys/locations/us-central1/keyRings/data/cryptoKeys/needs";
const SUNDAY_AT_3 = [{ day: "SUNDAY", startTime: { hours: 3 } }];
const AGENT = "serviceAccount:service-%@gcp-sa-pubsub.iam.gserviceaccount.com";
const account = (service: string): string =>
  `principal://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/shop-*.svc.id.goog/subject/ns/shop/sa/${service}`;
const nat = (name: string): string => `https://www.googleapis.com/compute/v1/projects/shop-*/regions/us-central1/addresses/*-nat-${name}`;

const REDIS = "redis.Instance *-cart-carts";
const VALKEY = "memorystore.Instance *-cart-pages";
const SERVER = "sql.DatabaseInstance *-cart-orders";
const REPLICA = "sql.DatabaseInstance *-cart-orders-replica-1";
const BUCKET = "storage.Bucket *-cart-images";
const PLACED = "pubsub.Subscription *-cart-placed";
const LETTERS = "*-cart-placed-dead-letters";
const CLUSTER = "container.Cluster *";
const POOL = "container.NodePool main";
const NAT = "compute.RouterNat *-nat";
const ADDRESS = "compute.Address *-nat-1";
const SECRET = "secretmanager.Secret *-cart-carts-password";
const READER = "secretmanager.SecretIamMember *-cart-carts-password-reader";
const ALERT = "monitoring.AlertPolicy *-cart-carts-memory";
const CHANNEL = "monitoring.NotificationChannel shop-orders-474560f2";

/** The inputs that the provider gets. One value holds for both tiers. */
const INPUTS: readonly Row[] = [
  [REDIS, "memorySizeGb", 1],
  [REDIS, "tier", "BASIC", "STANDARD_HA"],
  [REDIS, "replicaCount", undefined, 1],
  [REDIS, "readReplicasMode", undefined, "READ_REPLICAS_DISABLED"],
  [
    REDIS,
    "persistenceConfig",
    { persistenceMode: "RDB", rdbSnapshotPeriod: "ONE_HOUR" },
    { persistenceMode: "RDB", rdbSnapshotPeriod: "TWENTY_FOUR_HOURS" },
  ],
  [REDIS, "maintenancePolicy.weeklyMaintenanceWindows", SUNDAY_AT_3],
  [REDIS, "authEnabled", true],
  [REDIS, "transitEncryptionMode", "SERVER_AUTHENTICATION"],
  [REDIS, "connectMode", "PRIVATE_SERVICE_ACCESS"],
  [REDIS, "redisVersion", "REDIS_7_2"],
  [REDIS, "deletionProtection", false, true],
  [REDIS, "customerManagedKey", undefined, KEY],
  [VALKEY, "mode", "CLUSTER_DISABLED"],
  [VALKEY, "engineVersion", "VALKEY_8_0"],
  [VALKEY, "replicaCount", 0, 1],
  [VALKEY, "automatedBackupConfig", undefined, { fixedFrequencySchedule: { startTime: { hours: 2 } }, retention: "2592000s" }],
  [VALKEY, "deletionProtectionEnabled", false, true],
  [VALKEY, "kmsKey", undefined, KEY],
  ["compute.Address *-cart-pages", "purpose", "GCE_ENDPOINT"],
  [SERVER, "name", "*-cart-orders-g2"],
  [SERVER, "settings.edition", "ENTERPRISE"],
  [SERVER, "settings.tier", "db-custom-1-3840"],
  [SERVER, "settings.availabilityType", "ZONAL", "REGIONAL"],
  [SERVER, "settings.backupConfiguration.enabled", true],
  [SERVER, "settings.backupConfiguration.location", "us"],
  [SERVER, "settings.backupConfiguration.pointInTimeRecoveryEnabled", false, true],
  [SERVER, "settings.backupConfiguration.transactionLogRetentionDays", undefined, 7],
  [SERVER, "settings.ipConfiguration.ipv4Enabled", false],
  [SERVER, "settings.ipConfiguration.sslMode", "ENCRYPTED_ONLY"],
  [SERVER, "settings.diskAutoresize", true],
  [SERVER, "settings.diskAutoresizeLimit", 80],
  [SERVER, "deletionProtection", false, true],
  [SERVER, "settings.deletionProtectionEnabled", false, true],
  [SERVER, "settings.finalBackupConfig", { enabled: false }, { enabled: true, retentionDays: 30 }],
  [SERVER, "encryptionKeyName", undefined, KEY],
  [REPLICA, "masterInstanceName", "*-cart-orders-g2"],
  [REPLICA, "settings.availabilityType", "ZONAL"],
  [REPLICA, "deletionProtection", false],
  ["sql.User *-cart-orders", "deletionPolicy", "ABANDON"],
  [BUCKET, "uniformBucketLevelAccess", true],
  [BUCKET, "publicAccessPrevention", "enforced"],
  [BUCKET, "versioning.enabled", true],
  [BUCKET, "softDeletePolicy.retentionDurationSeconds", 604_800],
  [BUCKET, "lifecycleRules.0.condition.numNewerVersions", 5],
  [BUCKET, "forceDestroy", false],
  [BUCKET, "encryption.defaultKmsKeyName", undefined, KEY],
  ["storage.BucketIAMMember cart-*-cart-images", "member", account("cart")],
  ["pubsub.Topic *-shop-events", "kmsKeyName", undefined, KEY],
  ["pubsub.TopicIAMMember shop-*-shop-events", "member", account("shop")],
  [PLACED, "topic", "projects/shop-*/topics/*-shop-events"],
  [PLACED, "expirationPolicy.ttl", ""],
  [PLACED, "ackDeadlineSeconds", 60],
  [PLACED, "retryPolicy", { maximumBackoff: "600s", minimumBackoff: "10s" }],
  [PLACED, "deadLetterPolicy", { deadLetterTopic: `projects/shop-*/topics/${LETTERS}`, maxDeliveryAttempts: 10 }],
  [`pubsub.Topic ${LETTERS}`, "kmsKeyName", undefined, KEY],
  [`pubsub.Subscription ${LETTERS}`, "expirationPolicy.ttl", ""],
  [`pubsub.TopicIAMMember ${LETTERS}`, "member", AGENT],
  [`pubsub.TopicIAMMember ${LETTERS}`, "role", "roles/pubsub.publisher"],
  [`pubsub.SubscriptionIAMMember ${LETTERS}`, "member", AGENT],
  [`pubsub.SubscriptionIAMMember ${LETTERS}`, "subscription", "*-cart-placed"],
  [`pubsub.SubscriptionIAMMember ${LETTERS}`, "role", "roles/pubsub.subscriber"],
  [CLUSTER, "location", "us-central1"],
  [CLUSTER, "privateClusterConfig.enablePrivateNodes", true],
  [CLUSTER, "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic", true],
  [CLUSTER, "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled", false],
  [CLUSTER, "workloadIdentityConfig.workloadPool", "shop-*.svc.id.goog"],
  [CLUSTER, "datapathProvider", "ADVANCED_DATAPATH"],
  [CLUSTER, "releaseChannel.channel", "RAPID", "STABLE"],
  [CLUSTER, "gatewayApiConfig.channel", "CHANNEL_STANDARD"],
  [CLUSTER, "monitoringConfig.managedPrometheus.enabled", true],
  [CLUSTER, "maintenancePolicy.recurringWindow.recurrence", "FREQ=WEEKLY;BYDAY=TU,WE,TH"],
  [CLUSTER, "deletionProtection", false, true],
  [CLUSTER, "description", undefined],
  [POOL, "autoscaling", { locationPolicy: "BALANCED", totalMaxNodeCount: 9, totalMinNodeCount: 0 }],
  [POOL, "nodeCount", undefined],
  [POOL, "nodeConfig.serviceAccount", "*-nodes@shop-*.iam.gserviceaccount.com"],
  [NAT, "natIpAllocateOption", "MANUAL_ONLY"],
  [NAT, "natIps", [nat("1"), nat("2")]],
  [NAT, "drainNatIps", [nat("old")]],
  [NAT, "minPortsPerVm", 64],
  [NAT, "maxPortsPerVm", 4096],
  [NAT, "enableDynamicPortAllocation", true],
  [NAT, "enableEndpointIndependentMapping", false],
  [ADDRESS, "description", undefined],
  [SECRET, "deletionProtection", false, true],
  [SECRET, "versionDestroyTtl", "604800s"],
  [READER, "role", "roles/secretmanager.secretAccessor"],
  [READER, "member", account("external-secrets").replace("/ns/shop/", "/ns/external-secrets/")],
  ["dns.ManagedZone *-internal", "dnsName", "*.internal."],
  ["dns.ManagedZone *-internal", "visibility", "private"],
  ["dns.ManagedZone *-internal", "privateVisibilityConfig.networks", [{ networkUrl: "projects/shop-*/global/networks/*" }]],
  ["dns.ManagedZone *-public", "dnsName", "shop.example.com."],
  ["dns.ManagedZone *-google-apis", "dnsName", "googleapis.com."],
  ["dns.RecordSet carts.cart.*.internal", "name", "carts.cart.*.internal."],
  [
    ALERT,
    "conditions.0.conditionPrometheusQueryLanguage.query",
    'max(redis_googleapis_com:stats_memory_usage_ratio{monitored_resource="redis_instance",instance_id="projects/shop-*/locations/us-central1/instances/*-cart-carts"}) > 0.8',
  ],
  [ALERT, "documentation.content", expect.stringContaining("\n\nRunbook: https://runbooks.example.com/memory")],
  [ALERT, "alertStrategy.autoClose", "86400s"],
  [ALERT, "severity", "WARNING", "CRITICAL"],
  ...entranceInputs(KEY),
  [CHANNEL, "labels", { email_address: "orders@example.com" }],
];

/** The options that the engine records. An absent one is off. */
const OPTIONS: readonly Row[] = [
  ...[
    REDIS,
    VALKEY,
    SERVER,
    BUCKET,

    PLACED,
    `pubsub.Topic ${LETTERS}`,
    `pubsub.Subscription ${LETTERS}`,
    CLUSTER,
    SECRET,
  ].map((each): Row => [each, "protect", undefined, true]),
  ...[
    "pubsub.Topic *-shop-events",
    "compute.Network *",
    "dns.ManagedZone *-internal",
    "dns.ManagedZone *-public",
    "servicenetworking.Connection *-services",
  ].map((each): Row => [each, "protect", undefined, true]),
  ...[ADDRESS, "compute.Address *-nat-2", "compute.Address *-nat-old"].map((each): Row => [each, "protect", true]),
  [REPLICA, "protect", undefined],
  [POOL, "ignoreChanges", ["initialNodeCount", "nodeCount"]],
  [CLUSTER, "ignoreChanges", ["initialNodeCount"]],
  ["servicenetworking.Connection *-services", "retainOnDelete", undefined],
  ...ENTRANCE_OPTIONS,
];

describe.skipIf(!HAS_ENGINE)("the cloud got", () => {
  let latest: ReceivedCloud;
  let prod: ReceivedCloud;
  beforeAll(async () => {
    latest = await receiveCloud(richCloud("latest"));
    prod = await receiveCloud(richCloud("prod"));
  }, 120_000);

  const onTier = (value: unknown, tier: string): unknown => {
    if (typeof value === "string") return value.replaceAll("*", tier).replaceAll("%", projectNumber(`shop-${tier}`));
    if (Array.isArray(value)) return value.map((each) => onTier(each, tier));
    if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value ?? {}).map(([key, each]) => [key, onTier(each, tier)]));
  };
  const both = (rows: readonly Row[]) => rows.map((row) => [...row.slice(0, 3), row.length === 4 ? row[3] : row[2]] as const);

  it.each(both(INPUTS))("%s: %s", (resource, input, onLatest, onProd) => {
    const name = (tier: string): string => String(onTier(resource, tier));
    expect([latest.received(name("latest"), String(input)), prod.received(name("prod"), String(input))]).toEqual([
      onTier(onLatest, "latest"),
      onTier(onProd, "prod"),
    ]);
  });

  it.each(both(OPTIONS))("%s: option %s", (resource, field, onLatest, onProd) => {
    const name = (tier: string): string => String(onTier(resource, tier));
    expect([latest.recordedField(name("latest"), String(field)), prod.recordedField(name("prod"), String(field))]).toEqual([
      onLatest,
      onProd,
    ]);
  });

  it("sorts what the cloud returns sorted: addresses of replicas, and keys of a dashboard", () => {
    for (const [tier, { received }] of [
      ["latest", latest],
      ["prod", prod],
    ] as const) {
      const addresses = received(`dns.RecordSet orders-replicas.cart.${tier}.internal`, "rrdatas");
      expect(addresses).toEqual(
        ["1", "2"].map((each) => String(received(`compute.Address ${tier}-cart-orders-replica-${each}`, "address"))).sort(),
      );
      const dashboard = String(received(`monitoring.Dashboard ${tier}-cart`, "dashboardJson"));
      expect(dashboard).toBe(JSON.stringify(sortedKeys(JSON.parse(dashboard))));
    }
  });

  it("leads the records of a host to the address that the cloud gave", () => {
    for (const [host, address] of [
      ["docs.shop.example.com", "latest-site-docs"],
      ["shop.shop.example.com", "latest-ingress"],
    ] as const) {
      const given = latest.recordedOutput(`compute.GlobalAddress ${address}`, "address");
      expect(latest.received(`dns.RecordSet ${host}`, "rrdatas")).toEqual([given]);
    }
  });

  it("tells the owner of each service in a separate channel", () => {
    const channelOf = (alert: string): unknown => latest.received(`monitoring.AlertPolicy ${alert}`, "notificationChannels");
    const idOf = (channel: string): readonly unknown[] => [latest.recordedField(`monitoring.NotificationChannel ${channel}`, "id")];
    expect(channelOf("latest-cart-carts-memory")).toEqual(idOf("cart-shopping-581eb7ee"));
    expect(channelOf("shop.shop.example.com-certificate")).toEqual(idOf("shop-orders-474560f2"));
  });
});

/** Sorts the keys of plain data. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedKeys(value[key])]),
  );
}
