import { instanceName } from "../../model/needs/need.ts";
import type { ValkeyNeed } from "../../model/needs/valkey.ts";
import { snapshotOf } from "../../model/needs/key-value.ts";
import type { Tier } from "../../model/tier.ts";
import { fitName } from "../../base/fit-name.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudTypes } from "../cloud-types.ts";
import type { Copies, NoCopies } from "../copies.ts";
import { copyBlock, noCopies } from "../copy-block.ts";
import { networkId } from "../cloud-names.ts";
import { blockOf, dnsRecord, filledSecret, keyOf, labelsOf, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";
import { type AnyCloudResource, type Block, type CloudResource, outputOf, type Plain, resourcesOf } from "../resource.ts";
import { addressIn, type EndpointOf, serverEndpoint } from "../server-endpoint.ts";
import { BACKUP_HOUR, hasStandby, keptSnapshots, MAINTENANCE_DAY, MAINTENANCE_HOUR, SNAPSHOT_PERIODS } from "../server-defaults.ts";

/** Memorystore allows 63 characters. */
const MAX_NAME = 63;

/** The days for which a tier keeps daily backups. */
const BACKUPS: Readonly<Record<Tier, number>> = { latest: 0, staging: 7, prod: 30 };

const DAY_SECONDS = 86_400;

const SERVER = "gcp:memorystore/instance:Instance";

type Inputs = Plain<CloudTypes[typeof SERVER]>;

/** The sizes of nodes in gibibytes. Source: Memorystore for Valkey, node specification. */
const NODE_TYPES = [
  ["SHARED_CORE_NANO", 1],
  ["STANDARD_SMALL", 6],
  ["HIGHMEM_MEDIUM", 13],
  ["HIGHMEM_XLARGE", 58],
] as const;

/** Returns the smallest node with the memory. */
const nodeType = (memoryGb: number): string => NODE_TYPES.find(([, size]) => size >= memoryGb)?.[0] ?? "HIGHMEM_XLARGE";

export const valkeyBlock: NeedBlock<ValkeyNeed> = { resources, copies };

/** Returns the days for which daily backups are kept. */
const backupDays = ({ snapshot }: ValkeyNeed, tier: Tier): number => (typeof snapshot === "object" ? 0 : BACKUPS[tier]);

/** Returns the copies that Memorystore can make. */
function copies(need: ValkeyNeed, place: NeedPlace): Copies | NoCopies {
  const { stack, instance, protect } = place;
  const days = backupDays(need, stack.tier);
  if (days === 0)
    return noCopies(
      typeof need.snapshot === "object" ? "has no backups: snapshot: none(...) turns them off" : `has no backups on ${stack.tier}`,
      undefined,
      keptSnapshots(need, stack.tier),
    );
  const server = { type: SERVER, name: instanceName(instance) } as const;
  return {
    kind: "copies",
    hour: BACKUP_HOUR,
    days,
    logDays: 0,
    server,
    cloudName: fitName(instanceName(instance), MAX_NAME),
    resources: (plan) => {
      const { block, name, place: own, subnet, subnetId, ranges } = copyBlock(place, plan);
      if (plan.source.kind === "second") throw new Error("a Valkey has backups, and no logs");
      const made = resourcesOf(block)(
        SERVER,
        name,
        { ...serverInputs(need, own, name), managedBackupSource: { backup: plan.source.id } },
        { protect },
      );
      return [
        made,
        subnet,
        ...endpointsOf(block, stack, made, { ranges, subnet: subnetId }),
        ...filledSecret(block, own, secretIds(need, own)["ca"], outputOf(made, CERTIFICATE)),
      ];
    },
  };
}

/** The output with the certificate of a server. */
const CERTIFICATE = "managedServerCas.0.caCerts.0.certificates.0";

/** Returns the inputs of a server. */
function serverInputs(need: ValkeyNeed, place: NeedPlace, name: string): Inputs {
  const { stack, range } = place;
  const { tls = false, eviction = "volatile-lru", version = "8.0" } = need;
  const snapshot = snapshotOf(need, stack.tier);
  const days = backupDays(need, stack.tier);
  const key = keyOf(stack);
  return {
    ...(days === 0
      ? {}
      : {
          automatedBackupConfig: {
            fixedFrequencySchedule: { startTime: { hours: BACKUP_HOUR } },
            retention: `${days * DAY_SECONDS}s`,
          },
        }),
    authorizationMode: "AUTH_DISABLED",
    ...(key === undefined ? {} : { kmsKey: key }),
    deletionProtectionEnabled: place.protect,
    // Without a plan of addresses, Google makes the endpoints.
    ...(range?.isReserved === true ? {} : { desiredAutoCreatedEndpoints: [{ network: networkId(stack), projectId: stack.project }] }),
    engineConfigs: { "maxmemory-policy": eviction },
    engineVersion: `VALKEY_${version.replace(".", "_")}`,
    instanceId: fitName(name, MAX_NAME),
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
  };
}

/** Makes a Memorystore for Valkey, with its DNS record and its certificate. */
function resources(need: ValkeyNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance, range, protect } = place;
  const block = blockOf("Valkey", instance);
  const name = instanceName(instance);
  const server = resourcesOf(block)(SERVER, name, serverInputs(need, place, name), { protect });
  const ranges = range?.isReserved === true ? range.ranges : [];
  const { ca } = secretIds(need, place);
  const [address = outputOf(server, "endpoints.0.connections.0.pscAutoConnection.ipAddress")] = ranges.map(addressIn);
  return [
    server,
    ...(ranges.length === 0 ? [] : endpointsOf(block, stack, server, { ranges })),
    dnsRecord(block, place, [address]),
    ...filledSecret(block, place, ca, outputOf(server, CERTIFICATE)),
  ];
}

/** The attachments of a Valkey without cluster mode, in the order of its addresses. */
const ATTACHMENTS = [
  ["", "PRIMARY"],
  ["-reader", "READER"],
] as const;

/** Makes the two endpoints of a Valkey at decided addresses, and tells the server of them. */
function endpointsOf(
  block: Block,
  stack: StackModel,
  server: CloudResource<typeof SERVER>,
  { ranges, subnet }: { readonly ranges: readonly string[] } & Pick<EndpointOf, "subnet">,
): readonly AnyCloudResource[] {
  const made = ATTACHMENTS.map(([suffix, type], index) => {
    const target = outputOf(server, `pscAttachmentDetails.connectionType=CONNECTION_TYPE_${type}.serviceAttachment`);
    return {
      target,
      ...serverEndpoint(block, stack, {
        name: `${server.name}${suffix}`,
        range: ranges[index] ?? "",
        target,
        ...(subnet === undefined ? {} : { subnet }),
      }),
    };
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
  const inputs = { desiredUserCreatedEndpoints: [{ connections }], name: fitName(server.name, MAX_NAME), project, region };
  return [
    ...made.flatMap(({ address, rule }) => [address, rule]),
    resourcesOf(block)("gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints", server.name, inputs),
  ];
}
