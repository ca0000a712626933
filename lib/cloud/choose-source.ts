import { DAY_MS } from "../base/duration.ts";
import { timeText } from "../base/times.ts";
import type { Backups, CopySource } from "./copies.ts";

/** A backup that a cloud has. */
export interface Backup {
  /** The time. RFC 3339, UTC, whole seconds. */
  readonly at: string;
  /** The id as the cloud has it. */
  readonly id: string;
}

/** The times that decide about the source of a copy, in milliseconds. */
export interface SourceTimes {
  /** The time that a person asks for. */
  readonly wanted: number;
  readonly now: number;
  /** The time at which the server was made. @default its state does not say */
  readonly created?: number;
}

/** A refused time, with the reason as a clause after the name of the need. */
export interface RefusedTime {
  readonly kind: "refused";
  readonly message: string;
  readonly hint: string;
}

/**
 * Chooses the source of a copy. If the logs do not have the time, it is the newest backup before it.
 * @param list the backups that the cloud has, in any order
 */
export function chooseSource(
  { logDays }: Backups,
  { wanted, now, created = 0 }: SourceTimes,
  list: readonly Backup[],
): CopySource | RefusedTime {
  const at = timeText(wanted);
  if (wanted > now) return refused(`has no data of ${at} yet: it is ${timeText(now)}`, "give a time that has passed");
  if (wanted < created) return refused(`exists since ${timeText(created)}, which is after ${at}`, `give ${timeText(created)} or later`);
  if (logDays > 0 && wanted >= now - logDays * DAY_MS) return { kind: "second", at };
  const backups = list.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const found = backups.find((each) => Date.parse(each.at) <= wanted);
  if (found !== undefined) return { kind: "backup", ...found };
  const logs = logDays > 0 ? `any second since ${timeText(now - logDays * DAY_MS)}, or ` : "";
  const oldest = backups.at(-1);
  if (oldest === undefined)
    return refused(
      `has no backup up to ${at}`,
      logs === "" ? "the first backup comes within a day" : `give ${logs}wait for the first backup`,
    );
  return refused(`has no backup up to ${at}; the oldest one is of ${oldest.at}`, `give ${logs}${oldest.at} or later`);
}

const refused = (message: string, hint: string): RefusedTime => ({ kind: "refused", message, hint });

/**
 * Lists the times of the daily backups that a schedule has made and still keeps, newest first.
 * @param created the time at which the server was made, in milliseconds
 */
export function scheduledBackups({ hour, days }: Backups, created: number, now: number): readonly string[] {
  const first = new Date(now);
  const latest = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate(), hour);
  return Array.from({ length: days + 1 }, (_, index) => latest - index * DAY_MS)
    .filter((time) => time <= now && time >= created)
    .slice(0, days)
    .map(timeText);
}
