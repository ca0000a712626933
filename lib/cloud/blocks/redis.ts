import { instanceName } from "../../model/needs/need.ts";
import type { RedisNeed } from "../../model/needs/redis.ts";
import { snapshotOf } from "../../model/needs/key-value.ts";
import { fitName } from "../../base/fit-name.ts";
import { noCopies } from "../copy-block.ts";
import { networkId } from "../cloud-names.ts";
import { blockOf, dnsRecord, filledSecret, keyOf, labelsOf, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";
import { peeringBlock } from "./peering-blocks.ts";
import { hasStandby, keptSnapshots, MAINTENANCE_DAY, MAINTENANCE_HOUR, SNAPSHOT_PERIODS } from "../server-defaults.ts";

/** Memorystore allows 40 characters. */
const MAX_NAME = 40;

export const redisBlock: NeedBlock<RedisNeed> = {
  resources,
  copies: (need, { stack }) =>
    noCopies(
      `has no backups: ${snapshotOf(need, stack.tier) === undefined ? "" : "its snapshots serve only its own recovery, and "}Memorystore for Redis gives none to another server`,
      "use a valkey, which has daily backups; or export by hand: gcloud redis instances export gs://<bucket>/<file>.rdb <instance>",
      keptSnapshots(need, stack.tier),
    ),
};

/** Makes a Memorystore for Redis, with its DNS record and its secrets. */
function resources(need: RedisNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const { auth = false, tls = false, eviction = "volatile-lru", version = "7.2" } = need;
  const snapshot = snapshotOf(need, stack.tier);
  const isPair = hasStandby(need.highAvailability, stack.tier === "latest" ? "latest" : "prod");
  const key = keyOf(stack);
  const reserved = peeringBlock(place)?.cloudName;
  const block = blockOf("Redis", instance);
  const server = resourcesOf(block)(
    "gcp:redis/instance:Instance",
    instanceName(instance),
    {
      authEnabled: auth,
      authorizedNetwork: networkId(stack),
      connectMode: "PRIVATE_SERVICE_ACCESS",
      ...(key === undefined ? {} : { customerManagedKey: key }),
      deletionProtection: place.protect,
      labels: labelsOf(place),
      maintenancePolicy: { weeklyMaintenanceWindows: [{ day: MAINTENANCE_DAY, startTime: { hours: MAINTENANCE_HOUR } }] },
      memorySizeGb: need.memoryGb,
      name: fitName(instanceName(instance), MAX_NAME),
      persistenceConfig:
        snapshot === undefined
          ? { persistenceMode: "DISABLED" }
          : { persistenceMode: "RDB", rdbSnapshotPeriod: SNAPSHOT_PERIODS[snapshot] },
      project: stack.project,
      // Its pods reach these addresses only, and Google chooses one of them.
      ...(reserved === undefined ? {} : { reservedIpRange: reserved }),
      // A pair without copies that only read has exactly one replica.
      ...(isPair ? { readReplicasMode: "READ_REPLICAS_DISABLED", replicaCount: 1 } : {}),
      redisConfigs: { "maxmemory-policy": eviction },
      redisVersion: `REDIS_${version.toUpperCase().replace(".", "_")}`,
      region: stack.region,
      // Memorystore empties a single Redis at each maintenance, so only latest has one.
      tier: isPair ? "STANDARD_HA" : "BASIC",
      transitEncryptionMode: tls ? "SERVER_AUTHENTICATION" : "DISABLED",
    },
    { protect: place.protect },
  );
  const { password, ca } = secretIds(need, place);
  return [
    server,
    dnsRecord(block, place, [outputOf(server, "host")]),
    ...filledSecret(block, place, password, outputOf(server, "authString")),
    ...filledSecret(block, place, ca, outputOf(server, "serverCaCerts.0.cert")),
  ];
}
