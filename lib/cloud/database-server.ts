import type { PostgresNeed } from "../model/needs/postgres.ts";
import type { Tier } from "../model/tier.ts";
import { fitName } from "../base/fit-name.ts";
import type { StackModel } from "../model/model.ts";
import type { Backups } from "./copies.ts";
import { networkId } from "./cloud-names.ts";
import { keyOf, labelsOf, type NeedPlace } from "./need-place.ts";
import { type AnyCloudResource, type Block, type CloudResource, outputOf, type Plain, type Reference, resourcesOf } from "./resource.ts";
import { addressIn, serverEndpoint } from "./server-endpoint.ts";
import { BACKUP_HOUR, hasStandby, MAINTENANCE_HOUR } from "./server-defaults.ts";
import type { CloudTypes } from "./cloud-types.ts";

type Server = CloudResource<"gcp:sql/databaseInstance:DatabaseInstance">;
type Settings = NonNullable<Plain<CloudTypes["gcp:sql/databaseInstance:DatabaseInstance"]>["settings"]>;

/** Cloud SQL allows 98 characters for project and instance, and a project has up to 30. */
const MAX_NAME = 67;

/** The days for which logs allow a restore to any second. Source: Cloud SQL Enterprise, maximum. */
const LOG_DAYS = 7;

/** The number of daily backups that a tier keeps. */
const BACKUPS: Readonly<Record<Tier, number>> = { latest: 3, staging: 7, prod: 30 };

/** Days that the last backup outlives a deleted instance. */
const FINAL_BACKUP_DAYS = 30;

/** The maximum to which storage grows by itself, as a multiple of its first size. */
const GROWTH = 4;

/** A server with its copies. */
export interface DatabaseServer {
  readonly server: Server;
  readonly replicas: readonly Server[];
  /** The endpoints of all servers. Empty if Google chooses the addresses. */
  readonly endpoints: readonly AnyCloudResource[];
  /** The address of each server, the main one first. */
  readonly addresses: readonly (Reference | string)[];
}

/** Makes a PostgreSQL server and the copies that only read. */
export function databaseServer(block: Block, name: string, need: PostgresNeed, place: NeedPlace): DatabaseServer {
  const { stack, protect } = place;
  const make = resourcesOf(block);
  const common = commonInputs(need, place);
  const server = make(
    "gcp:sql/databaseInstance:DatabaseInstance",
    name,
    { ...common, name: databaseName(name, need), settings: mainSettings(need, place) },
    { protect },
  );
  const replicas = Array.from({ length: need.replicas ?? 0 }, (_, index) => {
    const id = `${name}-replica-${index + 1}`;
    const inputs = { ...common, instanceType: "READ_REPLICA_INSTANCE", masterInstanceName: outputOf(server, "name") };
    return make("gcp:sql/databaseInstance:DatabaseInstance", id, {
      ...inputs,
      // A replica has only copies of data.
      deletionProtection: false,
      name: databaseName(id, need),
      settings: { ...settingsOf(need, place), availabilityType: "ZONAL", deletionProtectionEnabled: false },
    });
  });
  const servers = [server, ...replicas];
  const ranges = place.range?.isReserved === true ? place.range.ranges : [];
  const endpoints = servers.flatMap((each, index): readonly AnyCloudResource[] => {
    const range = ranges[index];
    if (range === undefined) return [];
    const { address, rule } = serverEndpoint(block, stack, { name: each.name, range, target: outputOf(each, "pscServiceAttachmentLink") });
    return [address, rule];
  });
  const addresses = servers.map((each, index) => {
    const range = ranges[index];
    return range === undefined ? outputOf(each, "privateIpAddress") : addressIn(range);
  });
  return { server, replicas, endpoints, addresses };
}

/** Returns the inputs that all servers of a need have. */
export function commonInputs({ version }: PostgresNeed, { stack, protect }: NeedPlace) {
  const key = keyOf(stack);
  return {
    ...(key === undefined ? {} : { encryptionKeyName: key }),
    databaseVersion: `POSTGRES_${version}`,
    deletionProtection: protect,
    project: stack.project,
    region: stack.region,
  };
}

/** Returns the settings of a server that writes. */
export const mainSettings = (need: PostgresNeed, place: NeedPlace): Settings => ({ ...settingsOf(need, place), ...backupsOf(need, place) });

/** Returns the name in Cloud SQL. A new generation has another one, because Cloud SQL refuses a deleted name for a week. */
export const databaseName = (name: string, { generation = 1 }: PostgresNeed): string =>
  fitName(generation === 1 ? name : `${name}-g${generation}`, MAX_NAME);

/** Returns the size in gibibytes to which the disk of a server grows by itself. */
export const maximumDiskGb = ({ storageGb = MIN_STORAGE_GB }: PostgresNeed): number => storageGb * GROWTH;

/** Returns the settings that a server and its replicas share. */
function settingsOf(need: PostgresNeed, place: NeedPlace): Settings {
  const { stack } = place;
  const { storageGb = MIN_STORAGE_GB, flags = {}, cpu = 1, memoryGb = 3.75 } = need;
  return {
    availabilityType: hasStandby(need.highAvailability, stack.tier) ? "REGIONAL" : "ZONAL",
    databaseFlags: Object.entries(flags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value: flagText(value) })),
    deletionProtectionEnabled: place.protect,
    diskAutoresize: true,
    diskAutoresizeLimit: maximumDiskGb(need),
    diskSize: storageGb,
    diskType: "PD_SSD",
    // PostgreSQL 16 and later have Enterprise Plus by default, which takes no custom machines.
    edition: "ENTERPRISE",
    ipConfiguration: {
      ipv4Enabled: false,
      privateNetwork: networkId(stack),
      ...(place.range?.isReserved === true ? { pscConfigs: [{ allowedConsumerProjects: [stack.project], pscEnabled: true }] } : {}),
      sslMode: "ENCRYPTED_ONLY",
    },
    maintenanceWindow: { day: SUNDAY, hour: MAINTENANCE_HOUR, updateTrack: stack.tier === "prod" ? "stable" : "canary" },
    tier: `db-custom-${cpu}-${memoryGb * 1024}`,
    userLabels: labelsOf(place),
  };
}

/** The smallest disk of Cloud SQL in gibibytes. */
const MIN_STORAGE_GB = 10;
/** Cloud SQL counts days from Monday, 1. */
const SUNDAY = 7;

/** Returns a flag as PostgreSQL spells it. */
const flagText = (value: string | number | boolean): string => (typeof value === "boolean" ? (value ? "on" : "off") : String(value));

/** Returns the earlier data of a server that Cloud SQL keeps. It requires logs for a second machine. */
export function databaseBackups({ highAvailability }: PostgresNeed, { tier }: Pick<StackModel, "tier">): Backups {
  const isLong = tier !== "latest" || hasStandby(highAvailability, tier);
  return { hour: BACKUP_HOUR, days: BACKUPS[tier], logDays: isLong ? LOG_DAYS : 0 };
}

/** Returns the settings of the backups of a server. */
function backupsOf(need: PostgresNeed, { stack, protect }: NeedPlace): Partial<Settings> {
  const { hour, days, logDays } = databaseBackups(need, stack);
  return {
    backupConfiguration: {
      backupRetentionSettings: { retainedBackups: days },
      enabled: true,
      location: multiRegion(stack.region),
      pointInTimeRecoveryEnabled: logDays > 0,
      startTime: `${String(hour).padStart(2, "0")}:00`,
      ...(logDays > 0 ? { transactionLogRetentionDays: logDays } : {}),
    },
    finalBackupConfig: protect ? { enabled: true, retentionDays: FINAL_BACKUP_DAYS } : { enabled: false },
  };
}

/** Returns the multi-region that keeps backups outside of a lost region. */
function multiRegion(region: string): string {
  if (region.startsWith("europe-")) return "eu";
  return region.startsWith("asia-") || region.startsWith("australia-") ? "asia" : "us";
}
