import { type KeyValueOptions, snapshotOf } from "../model/needs/key-value.ts";
import type { HighAvailability } from "../model/needs/server-options.ts";
import type { Tier } from "../model/tier.ts";
import type { NoCopies } from "./copies.ts";

/** The day of the weekly maintenance, in UTC. */
export const MAINTENANCE_DAY = "SUNDAY";
/** The hour at which the weekly maintenance starts, in UTC. */
export const MAINTENANCE_HOUR = 3;

/** The hour at which the daily backup begins, in UTC. */
export const BACKUP_HOUR = 2;

/** The intervals of snapshots, as Memorystore spells them. */
export const SNAPSHOT_PERIODS = { "1h": "ONE_HOUR", "6h": "SIX_HOURS", "12h": "TWELVE_HOURS", "24h": "TWENTY_FOUR_HOURS" } as const;

/** Describes the snapshots that a server keeps in place of a backup. */
export function keptSnapshots(need: KeyValueOptions<boolean>, tier: Tier): Pick<NoCopies, "keeps"> {
  const interval = snapshotOf(need, tier);
  return interval === undefined ? {} : { keeps: `a snapshot every ${interval}, for its own recovery` };
}

/** True if a second machine takes over. A need decides it, else its tier. */
export const hasStandby = (value: HighAvailability | undefined, tier: Tier): boolean => (value ?? tier === "prod") === true;
