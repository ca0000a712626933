import type { Backups } from "../../../cloud/copies.ts";
import { type Backup, scheduledBackups } from "../../../cloud/choose-source.ts";
import type { RecordedResource } from "../../../cloud/recorded.ts";
import { lastPart } from "../../../cloud/kinds/kind.ts";

/** Lists the backups that the local cloud has of a server: its schedule has made them since the server exists. */
export function localBackups({ id = "", type, created }: RecordedResource, backups: Backups, now: number): readonly Backup[] {
  if (created === undefined) return [];
  return scheduledBackups(backups, Date.parse(created), now).map((at) => ({ at, id: idOf(type, id, at) }));
}

/** Returns the id of a backup as its service spells ids: Cloud SQL counts milliseconds, and Memorystore has collections. */
function idOf(type: string, server: string, at: string): string {
  if (type.startsWith("gcp:sql/")) return String(Date.parse(at));
  return `${server.replace(/\/instances\/[^/]+$/, "")}/backupCollections/${lastPart(server)}/backups/${at.replace(/[-:]/g, "").toLowerCase()}`;
}
