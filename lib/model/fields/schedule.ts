import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { optionalInteger } from "./schema-parts.ts";

/** Runs the service at times, as a CronJob. */
export interface ScheduleInput {
  /** A cron expression of five fields: `0 3 * * *`. */
  readonly cron: string;
  /** The name of an IANA time zone. @default "Etc/UTC" */
  readonly timeZone?: string;
  /** Seconds that a run may start late before it counts as missed, 10 to 86400. @default 300 */
  readonly startingDeadlineSeconds?: number;
  /** Seconds that a run may take, 1 to 604800. @default 3600 */
  readonly timeoutSeconds?: number;
  /** Retries after a failed run, 0 to 20. @default 2 */
  readonly retries?: number;
}

export interface Schedule {
  /** Undefined only before the rules have checked the service. */
  readonly cron: string | undefined;
  readonly timeZone: string;
  readonly startingDeadlineSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
}

export const scheduleSchema = z.strictObject({
  cron: z.string(),
  timeZone: z.optional(z.string()),
  startingDeadlineSeconds: optionalInteger(10, 86_400),
  timeoutSeconds: optionalInteger(1, 604_800),
  retries: optionalInteger(0, 20),
});

export const scheduleOf = (input: Partial<ScheduleInput> | undefined): Schedule | undefined =>
  input === undefined ? undefined : { cron: undefined, ...DEFAULTS.schedule, ...input };
