import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { optionalInteger } from "./schema-parts.ts";

/** The bounds and targets of the HorizontalPodAutoscaler. */
export interface ScaleInput {
  /** The minimum number of pods, 2 to 1000. On prod, a service's 2 becomes 3. @default 2; 3 on prod */
  readonly min?: number;
  /** The maximum number of pods, greater than `min`, 3 to 1000. @default 10 */
  readonly max?: number;
  /** The average CPU that the autoscaler keeps, in percent of the request, 1 to 500. @default 70 */
  readonly cpuPercent?: number;
  /** The average memory that the autoscaler keeps, in percent of the request, 1 to 500. @default memory does not count */
  readonly memoryPercent?: number;
}

/** The bounds and targets with every default. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number | undefined;
}

// The API server accepts more, but a thousand pods of one service are a mistake, or need a separate cluster.
export const scaleSchema = z.strictObject({
  min: optionalInteger(2, 1000),
  max: optionalInteger(3, 1000),
  cpuPercent: optionalInteger(1, 500),
  memoryPercent: optionalInteger(1, 500),
});

export const scaleOf = (input: ScaleInput = {}): Scale => ({
  min: input.min ?? DEFAULTS.min,
  max: input.max ?? DEFAULTS.max,
  cpuPercent: input.cpuPercent ?? DEFAULTS.cpuPercent,
  memoryPercent: input.memoryPercent,
});
