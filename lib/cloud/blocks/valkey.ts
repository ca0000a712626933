import { instanceName } from "../../model/needs/need.ts";
import type { ValkeyNeed } from "../../model/needs/valkey.ts";
import { snapshotOf } from "../../model/needs/key-value.ts";
import type { Tier } from "../../model/tier.ts";
import { fitName } from "../../base/fit-name.ts";
import { networkId } from "../cloud-names.ts";
import { blockOf, dnsRecord, filledSecret, keyOf, labelsOf, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";
import { type AnyCloudResource, type CloudResource, outputOf, resourcesOf } from "../resource.ts";
import { addressIn, serverEndpoint } from "../server-endpoint.ts";
import { hasStandby, MAINTENANCE_DAY, MAINTENANCE_HOUR, SNAPSHOT_PERIODS } from "../server-defaults.ts";

/** Memorystore allows 63 characters. */
const MAX_NAME = 63;

/** Seconds for which a tier keeps daily backups: 7 and 30 days. */
const BACKUPS: Readonly<Record<Tier, string | undefined>> = { latest: undefined, staging: "604800s", prod: "2592000s" };

/** The hour of the daily backup, in UTC. */
const BACKUP_HOUR = 2;

/** The sizes of nodes in gibibytes. Source: Memorystore for Valkey, node specification. */
const NODE_TYPES = [
  ["SHARED_CORE_NANO", 1],
  ["STANDARD_SMALL", 6],
  ["HIGHMEM_MEDIUM", 13],
  ["HIGHMEM_XLARGE", 58],
] as const;

/** Returns the smallest node with the memory. */
const nodeType = (memoryGb: number): string => NODE_TYPES.find(([, size]) => size >= memoryGb)?.[0] ?? "HIGHMEM_XLARGE";

export const valkeyBlock: NeedBlock<ValkeyNeed> = { resources };

/** Makes a Memorystore for Valkey, with its DNS record and its certificate. */
function resources(need: ValkeyNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance, range } = place;
  const { tls = false, eviction = "volatile-lru", version = "8.0" } = need;
  const snapshot = snapshotOf(need, stack.tier);
  const keptFor = typeof need.snapshot === "object" ? undefined : BACKUPS[stack.tier];
  const key = keyOf(stack);
  const block = blockOf("Valkey", instance);
  const server = resourcesOf(block)(
    "gcp:memorystore/instance:Instance",
    instanceName(instance),
    {
      ...(keptFor === undefined
        ? {}
        : { automatedBackupConfig: { fixedFrequencySchedule: { startTime: { hours: BACKUP_HOUR } }, retention: keptFor } }),
      authorizationMode: "AUTH_DISABLED",
      ...(key === undefined ? {} : { kmsKey: key }),
      deletionProtectionEnabled: place.protect,
      // Without a plan of addresses, Google makes the endpoints.
      ...(range?.isReserved === true ? {} : { desiredAutoCreatedEndpoints: [{ network: networkId(stack), projectId: stack.project }] }),
      engineConfigs: { "maxmemory-policy": eviction },
      engineVersion: `VALKEY_${version.replace(".", "_")}`,
      instanceId: fitName(instanceName(instance), MAX_NAME),
      labels: labelsOf(place),
      location: stack.region,
      maintenancePolicy: { weeklyMaintenanceWindows: [{ day: MAINTENANCE_DAY, startTime: { hours: MAINTENANCE_HOUR } }] },
      mode: "CLUSTER_DISABLED",
      nodeType: nodeType(need.memoryGb),
      persistenceConfig:
        snapshot === undefined ? { mode: "DISABLED" } : { mode: "RDB", rdbConfig: { rdbSnapshotPeriod: SNAPSHOT_PERIODS[snapshot] } },
      project: stack.project,
      replicaCount: hasStandby(need.highAvailability, stack.tier) ? 1 : 0,
      shardCount: 1,
      transitEncryptionMode: tls ? "SERVER_AUTHENTICATION" : "TRANSIT_ENCRYPTION_DISABLED",
    },
    { protect: place.protect },
  );
  const { ca } = secretIds(need, place);
  const [address = outputOf(server, "endpoints.0.connections.0.pscAutoConnection.ipAddress")] = (
    range?.isReserved === true ? range.ranges : []
  ).map(addressIn);
  return [
    server,
    ...endpointsOf(server, place),
    dnsRecord(block, place, [address]),
    ...filledSecret(block, place, ca, outputOf(server, "managedServerCas.0.caCerts.0.certificates.0")),
  ];
}

/** The attachments of a Valkey without cluster mode, in the order of its addresses. */
const ATTACHMENTS = [
  ["", "PRIMARY"],
  ["-reader", "READER"],
] as const;

/** Makes the two endpoints of a Valkey at decided addresses, and tells the server of them. */
function endpointsOf(
  server: CloudResource<"gcp:memorystore/instance:Instance">,
  { stack, instance, range }: NeedPlace,
): readonly AnyCloudResource[] {
  if (range?.isReserved !== true) return [];
  const block = blockOf("Valkey", instance);
  const made = ATTACHMENTS.map(([suffix, type], index) => {
    const target = outputOf(server, `pscAttachmentDetails.connectionType=CONNECTION_TYPE_${type}.serviceAttachment`);
    return { target, ...serverEndpoint(block, stack, { name: `${server.name}${suffix}`, range: range.ranges[index] ?? "", target }) };
  });
  const connections = made.map(({ target, address, rule }) => ({
    pscConnection: {
      forwardingRule: outputOf(rule, "id"),
      ipAddress: outputOf(address, "address"),
      network: networkId(stack),
      projectId: stack.project,
      pscConnectionId: outputOf(rule, "pscConnectionId"),
      serviceAttachment: target,
    },
  }));
  const { project, region } = stack;
  const inputs = { desiredUserCreatedEndpoints: [{ connections }], name: fitName(instanceName(instance), MAX_NAME), project, region };
  return [
    ...made.flatMap(({ address, rule }) => [address, rule]),
    resourcesOf(block)("gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints", server.name, inputs),
  ];
}
